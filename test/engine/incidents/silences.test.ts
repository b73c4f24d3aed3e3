import { describe, expect, test } from "vitest";
import { maintenanceOf, maintenanceWindows } from "../../../src/engine/incidents/maintenance.ts";
import { matchingSilence, type Silence } from "../../../src/engine/incidents/silences.ts";

const silence = (id: string, matchers: Silence["matchers"], until = 1_000): Silence => ({
  id,
  matchers,
  until,
  author: "ana",
  reason: "known",
  created: 500,
});
const incident = { service: "checkout", templateId: "tabc", severity: "P2" } as const;

describe("a silence", () => {
  test.each([
    [{ service: "checkout" }, true],
    [{ service: "check*" }, true],
    [{ service: "cart" }, false],
    [{ templateId: "t*", severity: "P2" }, true],
    [{ templateId: "t*", severity: "P1" }, false],
    [{ severity: "P?" }, true],
    [{ service: "checkout", templateId: undefined }, true],
    [{}, false],
    [{ service: undefined }, false],
  ])("of %o holds: %s", (matchers, holds) => {
    expect(matchingSilence(incident, [silence("s", matchers)], 700) !== undefined).toBe(holds);
  });

  test("holds until its end, and before its making where the clock was set back", () => {
    const all = [silence("s", { service: "*" })];
    expect(matchingSilence(incident, all, 999)?.id).toBe("s");
    expect(matchingSilence(incident, all, 1_000)).toBeUndefined();
    expect(matchingSilence(incident, all, 1)?.id).toBe("s");
  });

  test("is the first of several that hold", () => {
    const all = [
      silence("late", { service: "*" }, 100),
      silence("a", { service: "*" }),
      silence("b", { service: "*" }),
    ];
    expect(matchingSilence(incident, all, 700)?.id).toBe("a");
  });
});

describe("maintenance", () => {
  test("is read from the rows of a lookup, and rows that are no window are named", () => {
    expect(
      maintenanceWindows([
        {
          service_name: "checkout",
          start: "2026-11-21T10:00:00Z",
          end: "2026-11-21T12:00:00Z",
          reason: "upgrade",
        },
        { service_name: "", start: "1", end: "2" },
        { service_name: ["eu-*", "x"], start: "1763719200", end: "1763722800" },
        { service_name: "a", start: "soon", end: "1763722800" },
        { service_name: "a", start: "20", end: "20" },
      ]),
    ).toEqual({
      windows: [
        {
          service: "checkout",
          start: Date.UTC(2026, 10, 21, 10),
          end: Date.UTC(2026, 10, 21, 12),
          reason: "upgrade",
        },
        { service: "eu-*", start: 1_763_719_200_000, end: 1_763_722_800_000, reason: "" },
      ],
      unreadable: [2, 4, 5],
    });
  });

  test("holds from its start until its end, for the services it names", () => {
    const windows = [{ service: "eu-*", start: 100, end: 200, reason: "" }];
    expect(maintenanceOf("eu-db", windows, 99)).toBeUndefined();
    expect(maintenanceOf("eu-db", windows, 100)).toBe(windows[0]);
    expect(maintenanceOf("eu-db", windows, 199)).toBe(windows[0]);
    expect(maintenanceOf("eu-db", windows, 200)).toBeUndefined();
    expect(maintenanceOf("us-db", windows, 150)).toBeUndefined();
  });
});
