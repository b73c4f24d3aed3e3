import { describe, expect, test } from "vitest";
import { triageTable } from "../../src/cli/render/triage-table.ts";
import { groupReply } from "../../src/cli/search/group-reply.ts";
import { JoinedReply } from "../../src/cli/search/joined-reply.ts";
import { SurroundingLines } from "../../src/cli/search/surrounding-lines.ts";
import { TriageGroups } from "../../src/engine/triage-groups.ts";
import { Table } from "../../src/splunk/table.ts";

interface Judged {
  readonly line: string;
  readonly severity: string;
  readonly cause?: string;
  readonly confidence?: number | "";
  readonly template?: string;
  readonly time?: number;
}

function groupsOf(...events: readonly Judged[]): TriageGroups {
  const rows = events.map(
    ({ severity, cause = "It fails.", confidence = 80, template = "t1" }, at) =>
      `${at},${severity},"${cause}",Look.,${confidence},${template}\n`,
  );
  const header = "_chunked_idx,severity,root_cause,recommended_action,llama_confidence,llama_template_id\n";
  const groups = new TriageGroups();
  const logEvents = events.map(({ line, time }) => ({ raw: line, time, source: "app.log" }));
  groupReply(
    groups,
    new JoinedReply(new Table(Buffer.from(header + rows.join(""))), logEvents),
    "",
    new SurroundingLines(),
  );
  return groups;
}

const plain = { columns: 80, colour: false, limit: 20 };

describe("events are one kind", () => {
  test("when service and the first sentence of the cause agree", () => {
    const groups = groupsOf(
      { line: "ERROR [shop] refused 1", severity: "P3", cause: "It refuses. 3 times." },
      { line: "ERROR [shop] refused 2", severity: "P2", cause: "It refuses. 4 times." },
      { line: "ERROR [cart] refused 3", severity: "P3", cause: "It refuses. 5 times." },
    ).sorted();
    expect(
      groups.map(({ severity, count, service, example, cause }) => [
        severity,
        count,
        service,
        example,
        cause,
      ]),
    ).toEqual([
      ["P2", 2, "shop", "ERROR [shop] refused 2", "It refuses. 4 times."],
      ["P3", 1, "cart", "ERROR [cart] refused 3", "It refuses. 5 times."],
    ]);
  });

  test("whatever the quotation and the figures in the cause", () => {
    const groups = groupsOf(
      { line: "WARN [disk] 91% full", severity: "P3", cause: '""91% full"": the disk fills up.' },
      { line: "WARN [disk] 92% full", severity: "P3", cause: '""92% full"": the disk fills up.' },
    );
    expect(groups.sorted().map(({ count }) => count)).toEqual([2]);
  });

  test("by their cause alone, when a model gave no confidence", () => {
    const groups = groupsOf(
      { line: "ERROR [shop] a", severity: "P3", template: "t1", confidence: "" },
      { line: "ERROR [shop] b", severity: "P3", template: "t2", confidence: "" },
    );
    expect(groups.sorted().map(({ count }) => count)).toEqual([2]);
  });

  test("and the template too, when the cause is unsure", () => {
    const unsure = { severity: "P3", cause: "It has an error level.", confidence: 45 };
    const groups = groupsOf(
      { line: "ERROR [shop] a", template: "t1", ...unsure },
      { line: "ERROR [shop] b", template: "t2", ...unsure },
      { line: "ERROR [shop] c", template: "t2", ...unsure },
    );
    expect(groups.sorted().map(({ count }) => count)).toEqual([2, 1]);
  });

  test("also when templates differ in the time before the message only", () => {
    const unsure = { severity: "P3", cause: "It has an error level.", confidence: 45 };
    const groups = groupsOf(
      { line: "[Sun Dec 04 04:47:44 2005] [error] child 6 is lost", template: "t1", ...unsure },
      { line: "[Mon Dec 05 04:47:44 2005] [error] child 7 is lost", template: "t2", ...unsure },
    );
    expect(groups.sorted().map(({ count }) => count)).toEqual([2]);
  });
});

test("the worst kinds come first, then the most frequent, and normal events not at all", () => {
  const groups = groupsOf(
    { line: "[a] x", severity: "P5" },
    { line: "[b] x", severity: "P4" },
    { line: "[c] x", severity: "P1" },
    { line: "[d] x", severity: "P4" },
    { line: "[d] x", severity: "P4" },
  );
  expect(groups.sorted().map(({ service }) => service)).toEqual(["c", "d", "b"]);
  expect(triageTable(groups, plain).at(-1)).toBe("In all: 1 P1, 3 P4, 1 normal");
});

test("beyond 5,000 kinds memory does not grow, and the table says so", () => {
  const events = Array.from({ length: 5010 }, (_, at) => ({
    line: `[shop${at}] x`,
    severity: "P4",
    cause: `Cause ${at}`,
  }));
  const groups = groupsOf(...events);
  expect([groups.sorted().length, groups.overflow]).toEqual([5000, 10]);
  expect(triageTable(groups, plain)).toContain(
    "… and at least 4,980 more kinds (4,990 events; --all shows them)",
  );
});

test("an entry says what, why and what to do, within the width", () => {
  const long = "because of something that takes more than one line of a narrow terminal to tell in full";
  const groups = groupsOf({
    line: `2026-03-10T09:20:00Z ERROR [shop] ${long}`,
    severity: "P2",
    cause: `It fails ${long}.`,
  });
  expect(triageTable(groups, { ...plain, columns: 60 })).toEqual([
    "P2  1×  shop  because of something that takes more than one",
    "              line of a narrow terminal to tell in full",
    "        cause  It fails because of something that takes more",
    "               than one line of a narrow terminal to tell in",
    "               full.",
    "        do     Look.",
    "",
    "In all: 1 P2",
  ]);
});

test("an event that nobody judged is counted, not called normal", () => {
  expect(triageTable(groupsOf({ line: "x", severity: "" }), plain)).toEqual(["In all: 1 without a verdict"]);
});

test("a log without trouble gets a clear word", () => {
  const lines = triageTable(groupsOf({ line: "x", severity: "P5" }), plain);
  expect(lines).toEqual(["Nothing out of the ordinary was found.", "", "In all: 1 normal"]);
});

test("what a log says in a cause or a service name is made printable", () => {
  const groups = groupsOf({ line: "[shop] \u001b[2J", severity: "P1", cause: "Says \u001b[2J\u202e." });
  expect(triageTable(groups, plain).join("\n")).not.toMatch(/[\u001b\u202e]/);
});

test("an entry says when its events were and what they share", () => {
  const line = (port: number) => `Mar 14 03:12:00 gate-2 sshd[41]: refused 192.0.2.7 port ${port}`;
  const groups = groupsOf(
    { line: line(1), severity: "P3", time: 1_773_457_920 },
    { line: line(2), severity: "P3", time: 1_773_457_980 },
    { line: line(3), severity: "P3", time: 1_773_457_985.4 },
  );
  expect(triageTable(groups, plain)[1]).toBe(
    "        seen   2026-03-14 03:12:00 to 03:13:05 UTC; host gate-2 in all 3;",
  );
  expect(triageTable(groups, plain)[2]).toBe("               address 192.0.2.7 in all 3");
});

test("an unknown error is shown with the lines about it, a known failure is not", () => {
  const time = 1_773_457_920;
  const events = (cause: string) => [
    { line: "2026-03-14T03:11:58Z INFO [shop] worker restarted", severity: "P5", time: time - 2 },
    {
      line: "2026-03-14T03:12:00Z ERROR [shop] lost the thread",
      severity: "P3",
      time,
      cause,
      confidence: 40,
    },
    { line: "2026-03-14T03:12:01Z WARN [cart] waits", severity: "P5", time: time + 1 },
  ];
  expect(triageTable(groupsOf(...events("Not known.")), plain)).toEqual([
    "P3  1×  shop  lost the thread",
    "        seen   2026-03-14 03:12:00 UTC",
    "        cause  Not known.",
    "        near     03:11:58 shop: worker restarted",
    "               > 03:12:00 error shop: lost the thread",
    "                 03:12:01 warning cart: waits",
    "        do     Look.",
    "",
    "In all: 1 P3, 2 normal",
  ]);
  expect(triageTable(groupsOf(...events('""lost"": known.')), plain).join()).not.toContain("near");
});

test.each([
  [["192.0.2.1", "192.0.2.1", "192.0.2.2"], "addresses 192.0.2.1 2×, 192.0.2.2 1×"],
  [["192.0.2.1", "192.0.2.2", "192.0.2.3"], "3 addresses"],
  [
    ["192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.3"],
    "3 addresses: 192.0.2.1 2×, 192.0.2.2 2×, …",
  ],
  [["192.0.2.1", "192.0.2.1", "none"], "address 192.0.2.1 in 2"],
])("addresses %j are told as %j", (addresses, text) => {
  const groups = groupsOf(...addresses.map((each) => ({ line: `[shop] lost ${each} now`, severity: "P3" })));
  expect(
    triageTable(groups, plain)[1]
      ?.trim()
      .replace(/^seen\s+/, ""),
  ).toBe(text);
});
