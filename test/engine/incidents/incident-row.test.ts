import { describe, expect, test } from "vitest";
import { isIncidentTable, occurrenceOfIncident } from "../../../src/engine/incidents/incident-row.ts";
import { rowOf } from "./make.ts";

const columns = ["_time", "severity", "title", "origin", "timeline", "fingerprint", "state", "merged_into"];
const mask = (text: string): string => text.replaceAll("anna", "<USER>").replaceAll("<EMAIL", "<~EMAIL");
const timeline = [
  {
    ...{ service: "kernel", count: 3, template_id: "tdisk", consequence: false },
    examples: ["I/O error for <EMAIL:k7f3>", "I/O error"],
  },
  { service: "orders-api", count: 64, consequence: true, examples: ["refused for anna"] },
  { service: "checkout", count: 30, consequence: true, examples: [] },
  { service: "orders-api", count: 22, consequence: true, examples: ["pool is empty"] },
];
const incident = {
  fingerprint: "iabcdefghij23",
  aliases: ["iold456789abc", "not a name"],
  state: "open",
  severity: "P1",
  title: "orders-db-0: the device failed for anna; 2 other services are hit",
  origin: ["orders-db-0", "orders-api"],
  first: "1773135121.5",
  last: "1773136000",
  count: "119",
  hosts: ["orders-db-0", "node-2"],
  action: "Find the device.",
  timeline: JSON.stringify(timeline),
  llama_status: "llm",
  llama_model: "tiny",
};

describe("rows of llamaincident", () => {
  test("are told by their columns, which no line of a log can take away", () => {
    expect(isIncidentTable(columns)).toBe(true);
    expect(isIncidentTable([...columns, "service_name"])).toBe(true);
    for (const ofEvents of ["_raw", "_cd", "_bkt", "_indextime", "punct", "llm_analysis"])
      expect(isIncidentTable([...columns, ofEvents]), ofEvents).toBe(false);
    expect(isIncidentTable(columns.filter((name) => name !== "timeline"))).toBe(false);
  });

  test("are incidents with their fingerprints, their origin first and what followed counted", () => {
    expect(occurrenceOfIncident(rowOf(incident), { mask })).toEqual({
      identity: "iabcdefghij23",
      members: ["iabcdefghij23", "iold456789abc"],
      incident: {
        origin: ["orders-db-0", "orders-api"],
        shown: 0.9,
        followed: [
          { service: "orders-api", count: 86 },
          { service: "checkout", count: 30 },
        ],
      },
      service: "kernel",
      ending: false,
      severity: "P1",
      anomaly: {
        cause: "the device failed for <USER>; 2 other services are hit",
        action: "Find the device.",
        evidence: "",
        templateId: "tdisk",
        template: "",
      },
      count: 119,
      first: 1_773_135_121_500,
      last: 1_773_136_000_000,
      hosts: ["orders-db-0", "node-2"],
      hostCount: 2,
      examples: ["I/O error for <EMAIL:k7f3>", "refused for <USER>", "pool is empty"],
      judgedBy: { llm: 119, cached: 0, local: 0, model: "tiny" },
    });
  });

  test("belong to the service that the search names, before the one that wrote the first failure", () => {
    const service = (row: Parameters<typeof rowOf>[0], serviceFields?: string[]) =>
      occurrenceOfIncident(rowOf(row), { mask, ...(serviceFields && { serviceFields }) })?.service;
    expect(service({ ...incident, service_name: "orders" })).toBe("orders");
    expect(service({ ...incident, team_service: "shop" }, ["team_service", "host"])).toBe("shop");
    expect(service({ ...incident, host: "web-1" }, ["host", "sourcetype"])).toBe("kernel");
    expect(service({ ...incident, timeline: "[]", services: ["cart"] })).toBe("cart");
  });

  test.each([
    ["no fingerprint", { fingerprint: "" }],
    ["a sentence for a fingerprint", { fingerprint: "the worst of all" }],
    ["no severity", { severity: "" }],
  ])("with %s are none", (_, change) => {
    expect(occurrenceOfIncident(rowOf({ ...incident, ...change }), { mask })).toBeUndefined();
  });

  test.each([["[{"], ["{}"], ['[{"service":7}]'], ["x".repeat(70_000)]])(
    "whose timeline is %s are told without it",
    (json) => {
      expect(
        occurrenceOfIncident(rowOf({ ...incident, timeline: json, services: "cart" }), { mask }),
      ).toMatchObject({
        service: "cart",
        count: 119,
        incident: { shown: 0, followed: [] },
        examples: [],
      });
    },
  );
});
