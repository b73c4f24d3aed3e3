import { describe, expect, test } from "vitest";
import { IncidentSearch } from "../../../src/app/incidents/incident-search.ts";

interface Row {
  readonly text: string;
  readonly time: number;
  readonly host: string;
  readonly source: string;
}

const steady = (host: string, source: string, says: string): Row[] =>
  Array.from({ length: 360 }, (_, at) => ({ text: `INFO ${says} ${at}`, time: at * 10, host, source }));

function incidentsIn(rows: readonly Row[]) {
  const search = new IncidentSearch({ redact: (text) => text });
  search.add([...rows].sort((one, other) => one.time - other.time));
  return search.incidents();
}

const failing = (host: string, source: string, says: string, from = 2_400): Row[] =>
  Array.from({ length: 60 }, (_, at) => ({ text: `ERROR ${says}`, time: from + at * 10, host, source }));

describe("whose log it is", () => {
  test("files of one name on hosts that write nothing alike are logs of several, each told by its host", () => {
    const [incident] = incidentsIn([
      ...steady("app-1", "/srv/clinic/clinic.log", "ward shown"),
      ...steady("app-2", "/srv/clinic/clinic.log", "ward shown"),
      ...steady("ora-1", "/opt/rdbms/clinic/alert_clinic.log", "redo switched"),
      ...failing("ora-1", "/opt/rdbms/clinic/alert_clinic.log", "no space left on device"),
    ]);
    expect(incident?.origin[0]).toBe("ora-1");
  });

  test("lines with a pod and its container before them are the container's", () => {
    const line = (says: string): string => `orders-7c9f6b5d4-x2k8p orders ${says}`;
    const [incident] = incidentsIn([
      ...steady("", "all.log", line("shown")).map((row) => ({ ...row, text: line(row.text) })),
      ...steady("", "all.log", "carts-7c9f6b5d4-abcd2 carts shown"),
      ...failing("", "all.log", "").map((row) => ({ ...row, text: line("ERROR no space left on device") })),
    ]);
    expect(incident?.origin[0]).toBe("orders");
  });

  test("a file that is named by pod, namespace and container is the container's", () => {
    const source = "orders-7c9f6b5d4-x2k8p_shop_orders.log";
    const [incident] = incidentsIn([
      ...steady("node-1", source, "shown"),
      ...steady("node-1", "carts-7c9f6b5d4-abcd2_shop_carts.log", "shown"),
      ...failing("node-1", source, "no space left on device"),
    ]);
    expect(incident?.origin[0]).toBe("orders");
  });

  test("what comes now and then all the time makes no incident, however grave its words", () => {
    const rare = [300, 900, 1_300, 2_000, 2_500, 3_100].map((time) => ({
      ...{ text: "ERROR service is unavailable", time, host: "app-1", source: "/srv/clinic/clinic.log" },
    }));
    expect(incidentsIn([...steady("app-1", "/srv/clinic/clinic.log", "ward shown"), ...rare])).toEqual([]);
  });
});
