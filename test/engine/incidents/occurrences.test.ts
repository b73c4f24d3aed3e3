import { describe, expect, test } from "vitest";
import {
  OccurrenceCollector,
  type OccurrenceOptions,
  type Occurrences,
} from "../../../src/engine/incidents/occurrences.ts";
import { rowOf } from "./make.ts";

const mask = (text: string): string => text.replaceAll(/hush\w*/g, "<SECRET>");
function collect(
  rows: readonly Record<string, string | readonly string[]>[],
  options: Partial<OccurrenceOptions> = {},
): Occurrences {
  const collector = new OccurrenceCollector({ mask, mildest: "P3", controlFields: true, ...options });
  for (const row of rows) collector.add(rowOf(row));
  return collector.collected();
}

describe("rows are one incident", () => {
  const identities = (...rows: Record<string, string>[]) =>
    new Set(
      collect(rows.map((row) => ({ severity: "P1", ...row }))).occurrences.map(({ identity }) => identity),
    ).size;

  test("when they have an incident_id in common, whatever else they have", () => {
    expect(
      identities(
        { incident_id: "I1", service_name: "a", llama_template_id: "t1" },
        { incident_id: "I1", service_name: "b", llama_template_id: "t2" },
      ),
    ).toBe(1);
    expect(identities({ incident_id: "I1" }, { incident_id: "I2" })).toBe(2);
  });

  test("when service and template are the same", () => {
    const row = { service_name: "a", llama_template_id: "t1" };
    expect(identities({ ...row, _raw: "x" }, { ...row, _raw: "y" })).toBe(1);
    expect(identities(row, { ...row, service_name: "b" }, { ...row, llama_template_id: "t2" })).toBe(3);
  });

  test("without a template, when their texts differ only in values that mean nothing", () => {
    const line = (text: string) => ({ service_name: "a", _raw: text });
    expect(
      identities(
        line("2026-11-21T10:00:01Z request 8f14e45f from 10.0.0.1 took 12 ms"),
        line("2026-11-21T11:20:41Z request c9f0f895 from 10.0.0.7 took 912 ms"),
      ),
    ).toBe(1);
    expect(identities(line("GET /cart status=500"), line("GET /cart status=200"))).toBe(2);
    expect(identities(line("disk full"), line("link down"))).toBe(2);
  });

  test("without a text, when they are of the same service", () => {
    expect(identities({ service_name: "a" }, { service_name: "a" }, { service_name: "b" }, {})).toBe(3);
  });

  test("when their services differ in upper and lower case only", () => {
    const row = { llama_template_id: "t1" };
    expect(identities(...["shop", "Shop", "SHOP"].map((service_name) => ({ ...row, service_name })))).toBe(1);
  });

  test("on whatever hosts it is where no service is named, and then they name none together", () => {
    const row = (host: string) => ({ severity: "P1", llama_template_id: "t1", host });
    expect(collect([row("web1"), row("web1")]).occurrences.map(({ service }) => service)).toEqual(["web1"]);
    expect(collect(["a", "b", "a"].map(row)).occurrences.map(({ service }) => service)).toEqual([""]);
    expect(collect(["a", "b"].map((host) => ({ severity: "P1", host }))).occurrences).toHaveLength(2);
  });

  test("and an incident_id joins nothing where control fields are off", () => {
    const rows = [..."abc"].map((incident_id) => ({ severity: "P1", service_name: "a", incident_id }));
    const { occurrences, controlsIgnored } = collect(rows, { controlFields: false });
    expect([occurrences.length, controlsIgnored]).toEqual([1, 3]);
  });

  test("and the name of that incident is the same for ever", () => {
    const [occurrence] = collect([
      { severity: "P1", service_name: "a", llama_template_id: "t1" },
    ]).occurrences;
    expect(occurrence?.identity).toBe("tzzqw6h44giirx4rdlz6lmkjvk");
    expect(occurrence?.identity).toMatch(/^[a-z2-7]{26}$/);
  });
});

describe("a occurrence", () => {
  test("is as bad as its worst row, and speaks as the surest of those", () => {
    const row = (severity: string, root_cause: string, llama_confidence: string) => ({
      incident_id: "I",
      severity,
      root_cause,
      llama_confidence,
      recommended_action: `do ${root_cause}`,
    });
    const [occurrence] = collect([
      row("P3", "mild", "99"),
      row("P1", "unsure", "20"),
      row("P1", "sure", "80"),
      row("P1", "unsure again", "20"),
      row("P1", "as sure", "80"),
      row("P2", "middling", "100"),
    ]).occurrences;
    expect(occurrence).toMatchObject({
      severity: "P1",
      count: 6,
      anomaly: { cause: "sure", action: "do sure" },
    });
  });

  test("counts events, hosts and who judged them, from the first to the last", () => {
    const [occurrence] = collect([
      {
        incident_id: "I",
        severity: "P1",
        count: "5",
        _time: "30",
        host: "b",
        llama_status: "llm",
        llama_model: "m",
      },
      {
        incident_id: "I",
        severity: "P1",
        _time: "10",
        host: ["a", "b"],
        llama_status: "cached",
        llama_model: "m",
      },
      { incident_id: "I", severity: "P1", llama_status: "local", llama_model: "embedded" },
    ]).occurrences;
    expect(occurrence).toMatchObject({
      count: 7,
      first: 10_000,
      last: 30_000,
      hosts: ["b", "a"],
      hostCount: 2,
      judgedBy: { llm: 5, cached: 1, local: 1, model: "m" },
    });
  });

  test("names ten hosts and counts a thousand", () => {
    const host = Array.from({ length: 1_500 }, (_, index) => `web${index}`);
    const [occurrence] = collect([{ incident_id: "I", severity: "P1", host }]).occurrences;
    expect(occurrence?.hosts).toEqual(host.slice(0, 10));
    expect(occurrence?.hostCount).toBe(1_000);
  });

  test("has three different examples, masked, of at most 300 characters", () => {
    const [occurrence] = collect(
      ["a hush1", "a hush1", "a hush2", "b hush", `c ${"😀 ".repeat(400)}`, "d"].map((_raw) => ({
        incident_id: "I",
        severity: "P1",
        _raw,
      })),
    ).occurrences;
    expect(occurrence?.examples).toEqual(["a <SECRET>", "b <SECRET>", `c ${"😀 ".repeat(148)}😀…`]);
  });

  test("shows no cause, action, evidence or template unmasked or with characters that steer", () => {
    const [occurrence] = collect([
      {
        incident_id: "I",
        severity: "P1",
        root_cause: `hush1 \u202e${"x".repeat(300)}`,
        recommended_action: "turn \u001b[31mhush2",
        llm_analysis: '{"evidence":"key hush3"}',
        llama_template: "login <*> hush4",
      },
    ]).occurrences;
    expect(JSON.stringify(occurrence)).not.toMatch(/hush|\\u|[\u0000-\u001f\u202e]/);
    expect(occurrence?.anomaly.cause).toHaveLength(240);
    expect(occurrence?.anomaly.evidence).toBe("key <SECRET>");
  });

  test("masks a text before it is cut: half a secret is not left at the end", () => {
    const [occurrence] = collect([
      { incident_id: "I", severity: "P1", _raw: `${"a ".repeat(148)}hush${"z".repeat(2_500)}` },
      { incident_id: "I", severity: "P1", root_cause: `${"b".repeat(235)} hush${"y".repeat(50)}` },
    ]).occurrences;
    expect(JSON.stringify(occurrence)).not.toContain("hush");
  });

  test("masks no more than is shown, however many rows there are", () => {
    let masked = 0;
    const counting = (text: string) => {
      masked++;
      return text.replaceAll(/\d+/g, "N");
    };
    const rows = Array.from({ length: 5_000 }, (_, index) => ({
      incident_id: "I",
      severity: "P1",
      _raw: `n ${index}`,
    }));
    collect(rows, { mask: counting });
    expect(masked).toBeLessThan(40);
  });
});

describe("an example of a occurrence", () => {
  const exampleOf = (_raw: string | readonly string[]): string | undefined =>
    collect([{ severity: "P1", _raw }]).occurrences[0]?.examples[0];
  const frame = (at: number): string =>
    `\tat com.example.orders.checkout.PaymentGatewayClient.lambda$retryWithBackoff$${at}(PaymentGatewayClient.java:${at}01)`;

  test("has the lines of the event: a stack trace of six stays one of six", () => {
    const trace = ["java.lang.IllegalStateException: hush9 pool closed", ...[1, 2, 3, 4, 5].map(frame)];
    expect(exampleOf(trace.join("\r\n"))?.split("\n")).toEqual(
      trace.map((line) => line.replace("hush9", "<SECRET>").replace("\t", " ")),
    );
  });

  test("has six lines of a longer one, and says that there is more", () => {
    const lines = exampleOf(Array.from({ length: 80 }, (_, at) => frame(at)).join("\n"))?.split("\n");
    expect(lines).toHaveLength(6);
    expect(lines?.at(-1)).toMatch(/…$/);
    expect([...(lines?.join("\n") ?? "")].length).toBeLessThanOrEqual(700);
  });

  test("of several values has a line for each, and none that is empty or steers", () => {
    expect(exampleOf(["one\u202e two", " ", "three\u0007"])).toBe("one two\nthree");
    expect(exampleOf("a\u2028b\u0085c\n\n\nd")).toBe("a\nb\nc\nd");
  });

  test("keeps its six lines beside two as long, and all of it fits into an alert", () => {
    const _raw = Array.from({ length: 6 }, (_, at) => `${at} ${"長い行".repeat(100)}`).join("\n");
    expect(
      exampleOf(_raw)
        ?.split("\n")
        .map((line) => line.slice(0, 2)),
    ).toEqual(["0 ", "1 ", "2 ", "3 ", "4 ", "5 "]);
  });

  test("and cause and action stay on one line", () => {
    const [occurrence] = collect([
      { severity: "P1", root_cause: "a\nb", recommended_action: ["c", "d\ne"] },
    ]).occurrences;
    expect(occurrence?.anomaly).toMatchObject({ cause: "a b", action: "c" });
  });
});

describe("a long text without blanks is cut, and not dropped:", () => {
  const members = Array.from({ length: 900 }, (_, at) => `"key${at}":"value${at}"`);
  test.each([
    ["minified JSON", `{${members.join(",")}}`, /^\{"key0":"value0",.*…$/],
    ["JSON behind one early blank", `ERROR {${members.join(",")}}`, /^ERROR \{"key0":"value0",.*…$/],
    ["Chinese", "数据库连接失败，订单无法写入。".repeat(300), /^数据库连接失败，.*…$/],
    ["Chinese without signs", "数据库连接失败".repeat(600), /^数据库连接失败.*…$/],
    ["Thai", "ฐานข้อมูลล้มเหลว".repeat(300), /^ฐานข้อมูล.*…$/],
    ["base64", "QUJDREVGR0hJSktM".repeat(400), /^QUJDREVG.*…$/],
    ["a query", `https://shop.example/?${"a=b&".repeat(1_500)}`, /^https:\/\/shop\.example\/\?a=b&.*…$/],
    ["a word that ends behind the window", `x=${"y".repeat(2_500)} end`, /^x=y+…$/],
    ["emoji", "🔥".repeat(3_000), /^(?:🔥)+…$/u],
  ])("%s", (_, text, shown) => {
    const [occurrence] = collect([{ severity: "P1", _raw: text, root_cause: text }]).occurrences;
    for (const each of [occurrence?.anomaly.cause, occurrence?.examples[0]]) {
      expect(each).toMatch(shown);
      expect([...(each ?? "")].length).toBeGreaterThan(200);
      expect(each).not.toMatch(/\p{Surrogate}/u);
    }
  });

  test("what may be half a secret at the cut is not shown when masks have made the text shorter", () => {
    const text = `hush${"z".repeat(1_900)}#hu${"sh".repeat(3_000)}`;
    const [occurrence] = collect([{ severity: "P1", _raw: text }], {
      mask: (each) => each.replace(/hush\w{500,}/, "<SECRET>"),
    }).occurrences;
    expect(occurrence?.examples).toEqual(["<SECRET>…"]);
  });
});

describe("rows that are no incident are counted only:", () => {
  test("normal and mild ones, and those that nobody judged", () => {
    const collected = collect([
      { severity: "P5" },
      { severity: "P4", count: "9" },
      { severity: "P1", anomaly_detected: "false" },
      { llama_status: "skipped", severity: "", anomaly_detected: "" },
      { severity: "P3" },
    ]);
    expect(collected).toMatchObject({ rows: 5, events: 13, belowThreshold: 3, notJudged: 1, others: 0 });
    expect(collected.occurrences).toHaveLength(1);
  });

  test("of a severity that nobody knows, which is counted and named where it is a word", () => {
    expect(
      collect([
        { severity: "wobbly", anomaly_detected: "true" },
        { severity: "7" },
        { severity: "a sentence with a user's name", root_cause: "It broke." },
        { severity: "wobbly", anomaly_detected: "false" },
        { severity: "P2" },
      ]),
    ).toMatchObject({ notJudged: 1, oddSeverities: 3, oddTaken: 2, oddWords: ["wobbly", "7"] });
  });

  test("but P4 is one where somebody is told of it", () => {
    expect(collect([{ severity: "P4" }], { mildest: "P4" }).occurrences).toHaveLength(1);
  });

  test("those of further incidents than can be told apart", () => {
    const rows = [..."abcabcd"].map((incident_id) => ({ severity: "P1", incident_id }));
    const { occurrences, others } = collect(rows, { mostIdentities: 2 });
    expect(occurrences.map(({ count }) => count)).toEqual([2, 2]);
    expect(others).toBe(3);
  });
});

describe("a row that says the end", () => {
  const end = { incident_id: "I", llama_state: "resolved", _time: "20", anomaly_detected: "false" };
  const fires = (time: string) => ({ incident_id: "I", severity: "P1", _time: time, root_cause: "bad" });

  test("makes a occurrence that ends, with the texts of the rows before it", () => {
    expect(collect([end, fires("10")]).occurrences).toMatchObject([
      { ending: true, severity: "P1", count: 1, last: 20_000, anomaly: { cause: "bad" } },
    ]);
    expect(collect([end]).occurrences).toMatchObject([{ ending: true, count: 0, last: 20_000 }]);
  });

  test("says nothing of how bad it was", () => {
    const loud = { ...end, anomaly_detected: "true", severity: "P0", root_cause: "all is well again" };
    for (const rows of [
      [loud, fires("10")],
      [fires("10"), loud],
    ])
      expect(collect(rows).occurrences).toMatchObject([
        { ending: true, severity: "P1", anomaly: { cause: "bad" } },
      ]);
  });

  test("is no end where events come after it, in whatever order the rows are", () => {
    for (const rows of [
      [fires("30"), end],
      [end, fires("30")],
    ])
      expect(collect(rows).occurrences).toMatchObject([{ ending: false, last: 30_000 }]);
  });

  test("without a time is the end", () => {
    expect(collect([{ ...end, _time: "" }, fires("30")]).occurrences).toMatchObject([
      { ending: true, last: 30_000 },
    ]);
  });
});
