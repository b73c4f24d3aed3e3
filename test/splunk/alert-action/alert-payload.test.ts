import { describe, expect, test } from "vitest";
import { readAlertPayload } from "../../../src/splunk/alert-action/alert-payload.ts";
import { fc } from "../../support/fast-check.ts";

const whole = {
  app: "search",
  owner: "admin",
  results_file: "/opt/splunk/var/run/splunk/dispatch/s1/results.csv.gz",
  results_link: "http://sh1:8000/app/search/@go?sid=s1",
  search_uri: "/servicesNS/admin/search/saved/searches/Triage",
  server_uri: "https://127.0.0.1:8089",
  session_key: "key",
  sid: "s1",
  search_name: "Triage",
  configuration: { mode: " shadow ", maxresults: 100 },
  result: { _raw: "ERROR", host: ["a", "b"], count: 3 },
};

describe("what splunkd tells an alert action", () => {
  test("is read with all it says", () => {
    expect(readAlertPayload(JSON.stringify(whole))).toEqual({
      app: "search",
      owner: "admin",
      searchName: "Triage",
      sid: "s1",
      resultsLink: whole.results_link,
      resultsFile: whole.results_file,
      searchUri: whole.search_uri,
      serverUri: whole.server_uri,
      sessionKey: "key",
      configuration: { mode: "shadow", maxresults: "100" },
      result: new Map([
        ["_raw", ["ERROR"]],
        ["host", ["a", "b"]],
        ["count", ["3"]],
      ]),
    });
  });

  test("may leave out everything, as an ad hoc sendalert does", () => {
    const { searchName, resultsFile, configuration, result } = readAlertPayload('{"search_name":null}');
    expect([searchName, resultsFile, configuration, result]).toEqual(["", "", {}, undefined]);
  });

  test("is refused without repeating what came, however it is cut", () => {
    const text = JSON.stringify({ ...whole, result: { _raw: "canary-log-text" } });
    for (let length = 1; length < text.length; length += 7) {
      expect(() => readAlertPayload(text.slice(0, length))).toThrow(/is no JSON, or only a part of it/);
      expect(() => readAlertPayload(text.slice(0, length))).not.toThrow(/canary/);
    }
  });

  test("gives texts or a sentence for any JSON whatever", () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.dictionary(fc.constantFrom(...Object.keys(whole)), fc.jsonValue()),
        (json, fields) => {
          for (const text of [json, JSON.stringify(fields)]) {
            try {
              const { configuration, result, ...texts } = readAlertPayload(text);
              for (const value of [...Object.values(texts), ...Object.values(configuration)])
                expect(value).toBeTypeOf("string");
              for (const values of result?.values() ?? [])
                for (const value of values) expect(value).toBeTypeOf("string");
            } catch (error) {
              expect((error as Error).name).toBe("UserError");
            }
          }
        },
      ),
    );
  });

  test.each([
    "/dispatch/s1/per_result_alert/tmp_0.csv.gz",
    "C:\\dispatch\\s1\\per_result_alert\\tmp_0.csv.gz",
  ])("is refused for one row alone: %s", (results_file) => {
    expect(() => readAlertPayload(JSON.stringify({ results_file }))).toThrow(/set Trigger to Once/);
  });
});
