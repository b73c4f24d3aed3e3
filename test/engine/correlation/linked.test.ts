import { describe, expect, test } from "vitest";
import { JudgedEvents } from "../../../src/engine/correlation/judged-events.ts";

interface Failing {
  readonly service: string;
  readonly text: string;
  readonly at: number;
  readonly host?: string;
  readonly until?: number;
}

/** Services by group, of rows that all matter. */
function groupsOf(...failing: readonly Failing[]): string[][] {
  const events = new JudgedEvents();
  for (const { service, text, at, host = `${service}-host`, until = at } of failing)
    for (const time of [at, until])
      events.add({
        ...{ text: `ERROR [${service}] ${text}`, time: 1_773_133_200 + time, host, source: "" },
        unitKey: `${service} ${text}`,
        judged: () => ({
          ...{ templateId: text, template: text },
          judgement: {
            ...{ anomalyDetected: true, severity: "P2", rootCause: "It fails.", recommendedAction: "Look." },
            confidence: null,
          },
        }),
      });
  const found = events.incidents({ redact: (text) => text }, { everyFailure: true });
  return found.map(({ incident }) => [...incident.services].sort()).sort();
}

const refused = "could not connect to stock-db:5432: Connection refused";

describe("failures that matter by themselves belong together", () => {
  test("where they name the same, also what writes nothing itself", () => {
    expect(
      groupsOf({ service: "orders", text: refused, at: 0 }, { service: "stock", text: refused, at: 9 }),
    ).toEqual([["orders", "stock"]]);
  });

  test("where one names the other, and so on", () => {
    expect(
      groupsOf(
        { service: "shop", text: "orders:8080: the server closed the connection", at: 5 },
        { service: "orders", text: refused, at: 3 },
        { service: "stock-db", text: "could not extend file: No space left on device", at: 0 },
      ),
    ).toEqual([["orders", "shop", "stock-db"]]);
  });

  test("where they fail requests while something explains it", () => {
    const full = { service: "db", text: "could not extend file: No space left on device", at: 0, until: 60 };
    const failed = { service: "gateway", text: "GET /orders failed with status 503", at: 30 };
    expect(groupsOf(full, failed)).toEqual([["db", "gateway"]]);
    expect(groupsOf(full, { ...failed, at: 600 })).toEqual([["db"], ["gateway"]]);
  });

  test("not because they are at the same time, or on one machine that is well", () => {
    expect(
      groupsOf(
        { service: "mail", text: "the queue is corrupt", at: 0, host: "one" },
        { service: "print", text: "the tray is empty: paper jam failed", at: 0, host: "one" },
      ),
    ).toEqual([["mail"], ["print"]]);
  });

  test("not where they are too far apart", () => {
    expect(
      groupsOf({ service: "orders", text: refused, at: 0 }, { service: "stock", text: refused, at: 1_300 }),
    ).toEqual([["orders"], ["stock"]]);
  });
});
