import { describe, expect, test } from "vitest";
import { parseConf } from "../src/adapters/configuration/conf-file.ts";
import { readStanzas } from "../src/adapters/configuration/read-stanza.ts";
import { alert } from "../src/adapters/configuration/stanzas/alert.ts";
import type { StanzaDeclaration, StanzaValues } from "../src/adapters/configuration/stanzas/declaration.ts";
import { destination } from "../src/adapters/configuration/stanzas/destination.ts";
import { endpoint } from "../src/adapters/configuration/stanzas/endpoint.ts";
import { masking } from "../src/adapters/configuration/stanzas/masking.ts";
import { route } from "../src/adapters/configuration/stanzas/route.ts";
import { readWords } from "../src/cli/parse/flags.ts";
import { silenceOf } from "../src/cli/parse/silence-options.ts";
import { readAlertRow } from "../src/engine/incidents/alert-row.ts";
import { declaration as analyze } from "../src/programs/declarations/llamaanalyze.ts";
import { declaration as doctor } from "../src/programs/declarations/llamadoctor.ts";
import { declaration as retry } from "../src/programs/declarations/llamaretry.ts";
import { parseArguments } from "../src/splunk/arguments.ts";

/** The only stanza of its kind in a text of llama.conf. */
function read<Declaration extends StanzaDeclaration>(
  declaration: Declaration,
  text: string,
): StanzaValues<Declaration> {
  const { conf } = parseConf(text, "llama.conf");
  const [reading] = readStanzas(declaration, conf).values();
  if (reading === undefined || reading.faults[0] !== undefined) throw reading?.faults[0];
  return reading.values;
}
const slack = "[destination:ops]\ntype = slack\nsecret = env:S\n";

/** Each place that takes true or false, as what it makes of a word. */
const truths: Record<string, (word: string) => boolean> = {
  "allow_off of [masking]": (word) => read(masking, `[masking]\nallow_off = ${word}\n`).allowOff,
  "stop of [route:1]": (word) => read(route, `[route:1]\ndestinations = ops\nstop = ${word}\n`).stop,
  "allow_private of [destination:ops]": (word) =>
    read(destination, `${slack}allow_private = ${word}\n`).allowPrivate,
  "show of llamaanalyze": (word) => parseArguments(analyze, [`show=${word}`]).options.show === "true",
  "mask of llamaanalyze": (word) => parseArguments(analyze, [`mask=${word}`]).options.mask === "on",
  "ask of llamadoctor": (word) => parseArguments(doctor, [`ask=${word}`]).options.ask === "true",
  "dry_run of llamaretry": (word) => parseArguments(retry, [`dry_run=${word}`]).options.dry_run === "true",
  "include_dead of llamaretry": (word) =>
    parseArguments(retry, [`include_dead=${word}`]).options.include_dead === "true",
  "--show of the command line": (word) => {
    const { options } = analyze;
    const { plain, searchArguments } = readWords(["--show", word], {
      command: "analyze",
      own: {},
      options,
      readsFiles: true,
    });
    expect(plain).toEqual([]);
    return parseArguments(analyze, searchArguments).options.show === "true";
  },
  "anomaly_detected of a row": (word) => {
    const row = {
      get: (field: string) => (field === "anomaly_detected" ? [word] : undefined),
      entries: () => [],
    };
    return readAlertRow(row).severity === "P3";
  },
};

describe.each(Object.entries(truths))("%s", (_, read) => {
  test.each(["1", "true", "t", "yes", "y", "on", "TRUE", "On"])("takes %s for true", (word) => {
    expect(read(word)).toBe(true);
  });
  test.each(["0", "false", "f", "no", "n", "off", "FALSE", "Off"])("takes %s for false", (word) => {
    expect(read(word)).toBe(false);
  });
});

test("a word that is neither is an error that names the place, and says what it was", () => {
  expect(() => truths["allow_off of [masking]"]?.("perhaps")).toThrow(
    'The allow_off of [masking] in llama.conf, line 2, wants true or false, and "perhaps" came',
  );
  expect(() => truths["ask of llamadoctor"]?.("perhaps")).toThrow(
    'The option ask takes true or false, not "perhaps".',
  );
  expect(() => truths["mask of llamaanalyze"]?.("perhaps")).toThrow(
    'The option mask takes on or off, not "perhaps".',
  );
});

test("a file behind a switch that stands alone is a file", () => {
  const words = { command: "analyze", own: {}, options: analyze.options, readsFiles: true };
  expect(readWords(["--show", "app.log"], words)).toMatchObject({
    plain: ["app.log"],
    searchArguments: ["show=true"],
  });
});

/** Each place that takes a duration, as milliseconds or what it was turned into. */
const durations: Record<string, (text: string) => number | undefined> = {
  "resolve_after of [alert]": (text) => read(alert, `[alert]\nresolve_after = ${text}\n`).resolveAfter,
  "request_timeout of [endpoint:x]": (text) =>
    read(endpoint, `[endpoint:x]\nurl = http://h/v1\nmodel = m\nrequest_timeout = ${text}\n`).requestTimeout,
  "request_timeout of [destination:ops]": (text) =>
    read(destination, `${slack}request_timeout = ${text}\n`).requestTimeout,
  "--for of llama-log silence": (text) =>
    silenceOf(
      new Map([
        ["for", text],
        ["service", "shop"],
        ["reason", "moved"],
      ]),
      "id",
      0,
    ).until,
};

describe.each(Object.entries(durations))("%s", (_, read) => {
  test.each([
    ["45s", 45_000],
    ["0.5m", 30_000],
    ["1 M", 60_000],
    ["0.01h", 36_000],
  ])("takes %s", (text, milliseconds) => {
    expect(read(text)).toBe(milliseconds);
  });
});

test("cache_ttl takes the same, and 0", () => {
  for (const text of ["0", "45s", "1.5h", "7D"]) {
    expect(parseArguments(analyze, [`cache_ttl=${text}`]).options.cache_ttl).toBe(text);
  }
  for (const text of ["5", "-1h", "1w", "h", "00"]) {
    expect(() => parseArguments(analyze, [`cache_ttl=${text}`])).toThrow(
      "a duration like 90m, 24h or 7d, or 0",
    );
  }
});
