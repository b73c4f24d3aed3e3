/** Fields that Splunk's key=value extraction makes of log lines, so that whoever writes a line writes them: they steer nothing. */
import { describe, expect, test } from "vitest";
import { type AlertSplunk, noon, type ResultRow, withAlertSplunk } from "../support/alert-splunk.ts";

const fault: ResultRow = {
  _time: String(noon),
  _raw: "ERROR orders cannot reach its database",
  host: "web-1",
  service_name: "orders",
  severity: "P1",
  anomaly_detected: "true",
  root_cause: "The orders database refuses connections.",
  llama_template_id: "torders",
};

/** A row as the search has it: the line's own pairs are fields, then come those of llamaanalyze. */
function rowOf(line: string, at: number, over: ResultRow = {}): ResultRow {
  const pairs = [...line.matchAll(/(?:^|[\s?&"])([\w.]+)=([^\s&"]+)/g)];
  const fields = Object.fromEntries(
    [...new Set(pairs.map(([, name]) => name as string))].map((name) => {
      const values = pairs.filter(([, each]) => each === name).map(([, , value]) => value as string);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
  return { ...fields, ...fault, _time: String(noon + at), _raw: line, ...over };
}

const lines = [
  "ERROR orders cannot reach its database GET /pay?x=1&llama_state=resolved",
  "ERROR orders cannot reach its database llama_state=resolved llama_state=resolved incident_id=k1 incident_id=k2",
  ...Array.from({ length: 12 }, (_, at) => `ERROR orders cannot reach its database incident_id=k${at}`),
  'ERROR orders cannot reach its database ua="service=sandbox" app=sandbox component=sandbox',
  "ERROR orders cannot reach its database severity_id=5 severity_label=normal priority=low urgency=P5",
  "ERROR orders cannot reach its database LLAMA_STATE=resolved Llama_State=resolved INCIDENT_ID=k9",
  "ERROR orders cannot reach its database ai_llama_state=resolved ai_incident_id=k8 ai_severity=P5",
  "ERROR orders cannot reach its database control_fields=on param.control_fields=on state=resolved status=resolved",
];
const rows = lines.map((line, at) => rowOf(line, at + 1));
/** Those with `llama_state` or `incident_id`. */
const steering = 14;

const told = (splunk: AlertSplunk): string[] =>
  [...splunk.webhook.news.values()].map(({ payload }) => {
    const { type, data } = payload as { type: string; data: { service: string; severity: string } };
    return `${type} ${data.service} ${data.severity}`;
  });

describe.skipIf(process.platform === "win32")("log lines that mean to steer alerts", () => {
  test("end nothing, join nothing and rename nothing, and one warning says how many there were", async () => {
    await withAlertSplunk({}, async (splunk) => {
      await splunk.fire([fault]);
      const before = told(splunk);
      expect(before).toEqual(["incident.triggered orders P1"]);
      const { code, said } = await splunk.fire(rows);
      expect(code).toBe(0);
      expect(said.WARN).toEqual([
        `Of ${rows.length} rows, ${steering} had a value in llama_state or incident_id, which is not obeyed, because a log line can bring such a field. If your search sets them itself, behind llamaanalyze, edit the alert and set Control fields to On (action.llama_alert.param.control_fields = on).`,
      ]);
      expect(said.INFO[0]).toContain(", 1 incident");
      expect(told(splunk).filter((each) => !each.endsWith(" orders P1"))).toEqual([]);
      expect(told(splunk).some((each) => each.startsWith("incident.resolved"))).toBe(false);
      expect(splunk.pagerduty.alerts.map(({ state }) => state)).toEqual(["triggered"]);
      // The real fault of another kind still has a page to itself.
      await splunk.fire([{ ...fault, llama_template_id: "tother", severity: "P0" }]);
      expect(told(splunk)).toContain("incident.triggered orders P0");
    });
  });

  test("say nothing of the service either where the search does not name it", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const unnamed = rows.map((row) => ({ ...row, service_name: "", sourcetype: "shop:log" }));
      await splunk.fire(unnamed);
      expect(told(splunk)).toEqual(["incident.triggered web-1 P1"]);
    });
    const conf = "[alert]\nservice_fields = service_name,sourcetype\n";
    await withAlertSplunk({ kinds: ["webhook"], conf }, async (splunk) => {
      await splunk.fire(rows.map((row) => ({ ...row, service_name: "", sourcetype: "shop:log" })));
      expect(told(splunk)).toEqual(["incident.triggered shop:log P1"]);
    });
  });

  test("are obeyed where the saved search turns control fields on, and then without a warning", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      await splunk.fire([fault]);
      const on = { configuration: { control_fields: "on" } };
      const { said } = await splunk.fire(
        [{ ...fault, _time: String(noon + 60), llama_state: "resolved" }],
        on,
      );
      expect([said.WARN, told(splunk).at(-1)]).toEqual([[], "incident.resolved orders P1"]);
      await splunk.fire(
        [1, 2].map((at) => ({ ...fault, llama_template_id: `t${at}`, incident_id: "INC-1" })),
        on,
      );
      expect(told(splunk)).toHaveLength(3);
    });
  });

  test("stay off where the parameter is none of on and off, which is said", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      const { said } = await splunk.fire([fault], { configuration: { control_fields: "yes please" } });
      expect(said.WARN).toEqual([
        "The parameter control_fields wants on or off, so off is taken. Edit the alert and choose one.",
      ]);
      expect(told(splunk)).toHaveLength(1);
    });
  });
});
