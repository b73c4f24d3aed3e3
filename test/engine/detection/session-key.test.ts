import { describe, expect, test } from "vitest";
import {
  chooseSessionKey,
  sessionKeyOf,
  sessionsOf,
  wordOf,
} from "../../../src/engine/detection/session-key.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";

const place = { host: "", time: 1_700_000_030, span: 60 };
const of = (text: string, by: string): readonly string[] =>
  sessionsOf(new Reading(text), sessionKeyOf(by), place);

describe("what tells a session", () => {
  test("is what people name: an identifier, a host, a service, a field or a window of time", () => {
    expect(of("INFO read blk_42 and blk_-7 of blk_42", "block")).toEqual(["blk_42", "blk_-7"]);
    expect(of('{"msg":"x","tenant":"blue"}', "tenant")).toEqual(["blue"]);
    expect(of("anything", "window")).toEqual(["2023-11-14T22:13:00Z"]);
    expect(sessionsOf(new Reading("x"), { by: "host" }, { ...place, host: "web-1" })).toEqual(["web-1"]);
    expect(of("nothing is named here", "request")).toEqual([]);
    const failed =
      "Dec 10 06:55:46 LabSZ sshd[24200]: Failed password for root from 173.234.31.186 port 38926 ssh2";
    expect(of(failed, "address")).toEqual(["173.234.31.186"]);
    expect(of(failed, "pid")).toEqual(["LabSZ 24200"]);
    expect(of("version 1.2.3.4.5 of nobody", "address")).toEqual([]);
    for (const word of ["block", "host", "service", "pid", "address", "window", "tenant"])
      expect(wordOf(sessionKeyOf(word))).toBe(word);
  });

  test("is chosen from what most lines name and several lines share", () => {
    const lines = Array.from(
      { length: 200 },
      (_, at) => new Reading(`INFO request_id=r${at % 40}abc step ${at}`),
    );
    expect(chooseSessionKey(lines)).toEqual({ by: "entity", kind: "request" });
  });

  test("is a window of time where each identifier comes once, or few lines name one", () => {
    const once = Array.from({ length: 100 }, (_, at) => new Reading(`INFO request_id=r${at}abc`));
    const few = Array.from(
      { length: 100 },
      (_, at) => new Reading(at % 5 === 0 ? `request_id=r${at % 25}abc` : "tick"),
    );
    expect([once, few, []].map((lines) => chooseSessionKey(lines))).toEqual([
      { by: "window" },
      { by: "window" },
      { by: "window" },
    ]);
  });
});
