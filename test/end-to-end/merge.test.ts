/** What a search has behind our commands, in whichever way splunkd merges their replies with its events. */
import { describe, expect, test } from "vitest";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { binFolder, CommandProcess } from "../support/command-process.ts";
import { encodeMultivalue, indexedBody, parseCsv, toBytes, type Value } from "../support/csv.ts";
import { type Columns, columnsOf, readings, valuesOf } from "../support/merge-readings.ts";

type Event = Readonly<Record<string, Value>>;

/** An event as splunkd holds it: columns and their twins. */
function columnsOfEvent(event: Event): Columns {
  return Object.fromEntries(
    Object.entries(event).flatMap(([field, value]) => [
      [toBytes(field), toBytes(typeof value === "string" ? value : value.join("\n"))],
      [`__mv_${toBytes(field)}`, toBytes(encodeMultivalue(value))],
    ]),
  );
}

interface Searched {
  /** A reading → what each event is behind the command. */
  readonly merged: readonly (readonly [reading: string, rows: readonly Columns[]])[];
  readonly messages: readonly (readonly [level: string, text: string])[];
}

/** Sends of each event what the command asks for, as splunkd does, and merges what comes back. */
async function search(command: string, args: readonly string[], events: readonly Event[]): Promise<Searched> {
  const process = new CommandProcess({ command: [`${binFolder}${command}.sh`] });
  try {
    await process.send(getinfoChunk(args, { command }));
    const asked = (await process.readChunk())?.metadata.required_fields as string[];
    await process.send(executeChunk({ body: indexedBody(asked, events), finished: true }));
    const reply = await process.readChunk();
    process.closeInput();
    const inspector = reply?.metadata.inspector as { messages: [string, string][] };
    const table = parseCsv(reply?.body ?? Buffer.alloc(0));
    const sent = new Set(asked.flatMap((field) => [toBytes(field), `__mv_${toBytes(field)}`]));
    const merged = Object.entries(readings).map(
      ([reading, merge]) =>
        [
          reading,
          events.map((event, row) => merge(columnsOfEvent(event), sent, columnsOf(table, row))),
        ] as const,
    );
    return { merged, messages: inspector.messages };
  } finally {
    process.closed();
  }
}

const event = {
  _raw: "ERROR orders: connection to db-1 refused",
  _time: "1773460800.125",
  host: ["shop-1", "shop-2"],
  source: "/var/log/shop.log",
  sourcetype: "shop:orders",
  service_name: "orders",
  Straße: 'Ü, "quoted"',
};
const hostile = {
  ...event,
  severity: ["ERROR", "harmless"],
  root_cause: "theirs",
  template: "theirs",
  template_params: ["a", "b"],
  llama_flags: ["x", "y"],
  llama_state: ["resolved", "resolved"],
  incident_id: "k7",
};

describe.skipIf(process.platform === "win32").each(["literal", "literal, the event wins", "overlay"])(
  "when the merge is %s,",
  (reading) => {
    const rowsOf = ({ merged }: Searched): readonly Columns[] =>
      merged.find(([name]) => name === reading)?.[1] ?? [];

    test.concurrent.each(["llamaanalyze", "llamatemplate"])(
      "events keep all their fields behind %s",
      async (command) => {
        const [plain, rich] = rowsOf(await search(command, [], [event, hostile])) as [Columns, Columns];
        for (const row of [plain, rich])
          for (const [field, value] of Object.entries(event))
            expect([field, valuesOf(row, field)]).toEqual([field, [value].flat()]);
      },
    );

    test.concurrent("fields of llamaanalyze hold its verdict, not what the event had there", async () => {
      const [row] = rowsOf(await search("llamaanalyze", [], [hostile])) as [Columns];
      expect(valuesOf(row, "severity")).toEqual([expect.stringMatching(/^P[0-5]$/)]);
      expect(valuesOf(row, "root_cause")).not.toContain("theirs");
      expect(valuesOf(row, "llama_flags")).toEqual([]);
      expect(valuesOf(row, "template"), "a field of another command's").toEqual(["theirs"]);
    });

    test.concurrent("fields of llamatemplate hold its template", async () => {
      const [row] = rowsOf(await search("llamatemplate", [], [hostile])) as [Columns];
      expect(valuesOf(row, "template")[0]).toContain("ERROR orders");
      expect(valuesOf(row, "template_params")).not.toContain("a");
      expect(valuesOf(row, "severity")).toEqual(["ERROR", "harmless"]);
    });

    test.concurrent.each(["llamaanalyze", "llamatemplate"])(
      "a prefix keeps the event's own fields beside those of %s",
      async (command) => {
        const [row] = rowsOf(await search(command, ["prefix=ai_"], [hostile])) as [Columns];
        for (const field of ["severity", "root_cause", "template", "template_params", "llama_flags"] as const)
          expect([field, valuesOf(row, field)]).toEqual([field, [hostile[field]].flat()]);
        const own = command === "llamaanalyze" ? "ai_severity" : "ai_template";
        expect(valuesOf(row, own)).toHaveLength(1);
      },
    );

    test.concurrent("a field that is judged and replaced is judged first", async () => {
      const rows = [
        { ...event, root_cause: "FATAL out of memory" },
        { ...event, root_cause: "INFO all is well" },
      ];
      const [bad, good] = rowsOf(await search("llamaanalyze", ["root_cause"], rows)) as [Columns, Columns];
      expect(valuesOf(bad, "severity")[0]).not.toBe(valuesOf(good, "severity")[0]);
      expect(valuesOf(good, "root_cause")).not.toEqual(["INFO all is well"]);
    });

    test.concurrent.each(["llamaanalyze", "llamatemplate"])(
      "nothing that steers an alert comes from an event through %s, with a prefix or without",
      async (command) => {
        const steering = { ...hostile, ai_llama_state: "resolved", ai_incident_id: ["k1", "k2"] };
        for (const args of [[], ["prefix=ai_"]]) {
          const [row] = rowsOf(await search(command, args, [steering])) as [Columns];
          const names = args.length === 0 ? [""] : ["", "ai_"];
          for (const prefix of names)
            for (const field of ["llama_state", "incident_id"])
              expect([prefix + field, valuesOf(row, prefix + field)]).toEqual([prefix + field, []]);
        }
      },
    );
  },
);

describe.skipIf(process.platform === "win32").each(["llamaanalyze", "llamatemplate"])("%s", (command) => {
  const about = (messages: Searched["messages"], word: string) =>
    messages.filter(([, text]) => text.startsWith(word));

  test.concurrent("says nothing of its fields where the events had no value in them", async () => {
    const { messages } = await search(command, [], [event, event]);
    expect([about(messages, "Replaced"), about(messages, "Dropped")]).toEqual([[], []]);
  });

  test.concurrent("says once which fields it replaced, and names only those that held a value", async () => {
    const field = command === "llamaanalyze" ? "severity" : "template_id";
    const { messages } = await search(
      command,
      [],
      [event, { ...event, [field]: "x" }, { ...event, [field]: "y" }],
    );
    expect(about(messages, "Replaced")).toEqual([
      ["INFO", `Replaced fields that were there already: ${field}. Use prefix= to keep both.`],
    ]);
  });

  test.concurrent("warns once of values that would steer an alert, and does not show them", async () => {
    const events = [
      event,
      { ...event, incident_id: "k-secret" },
      { ...event, llama_state: ["resolved", "x"] },
    ];
    const dropped = about((await search(command, [], [...events, ...events])).messages, "Dropped");
    expect(dropped).toHaveLength(1);
    expect(dropped[0]?.[0]).toBe("WARN");
    expect(dropped[0]?.[1]).toContain("llama_state, incident_id.");
    expect(dropped[0]?.[1]).not.toContain("k-secret");
  });
});
