import { changeSilences, newSilenceId, readSilences } from "../../app/alerting/silences-file.ts";
import type { Silence } from "../../engine/incidents/silences.ts";
import { printable } from "../../engine/printable.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords, type Words } from "../parse/flags.ts";
import { silenceFlags, silenceOf } from "../parse/silence-options.ts";
import { stateFlag, stateOf } from "../parse/state-flag.ts";
import { look, span } from "../render/delivery-table.ts";
import { textTable } from "../render/text-table.ts";
import { print, warn } from "../terminal.ts";
import { silenceUsage } from "./alert-usage.ts";

type Own = Words["own"];
type Action = (own: Own, plain: readonly string[]) => Promise<number>;

const actions: Readonly<Record<string, { readonly flags: object; readonly run: Action }>> = {
  add: { flags: silenceFlags, run: add },
  list: { flags: { json: {}, all: {} }, run: list },
  remove: { flags: {}, run: remove },
};

/**
 * `llama-log silence add | list | remove`: suppresses notifications of some incidents for a while.
 *
 * @returns the exit code
 */
export async function silence([action = "--help", ...words]: readonly string[]): Promise<number> {
  if (action === "--help" || action === "-h") {
    await print(silenceUsage());
    return 0;
  }
  const known = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (known === undefined) {
    throw new UserError(
      `llama-log silence knows add, list and remove, and ${printable(action)} came. Write one of them.`,
    );
  }
  const { own, plain } = readWords(words, {
    command: `silence ${action}`,
    own: { ...known.flags, state: stateFlag, help: {} },
    options: {},
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(silenceUsage());
    return 0;
  }
  if (action !== "remove" && plain.length > 0) {
    throw new UserError(
      `llama-log silence ${action} takes flags only, and ${printable(plain[0] ?? "")} stands alone. Put a text with spaces in quotes.`,
    );
  }
  return known.run(own, plain);
}

async function add(own: Own): Promise<number> {
  const now = Date.now();
  const made = silenceOf(own, newSilenceId(), now);
  const done = await change(own, (silences) => [...silences, made]);
  if (done !== 0) return done;
  await print(
    `Silence ${made.id} holds until ${momentText(made.until)}, in ${span(made.until - now)}: ${matchersText(made)}.\n` +
      "What ends is told all the same to those who heard of it.\n",
  );
  return 0;
}

async function list(own: Own): Promise<number> {
  const now = Date.now();
  const { silences, problem } = readSilences(stateOf(own));
  if (problem !== undefined) {
    warn(problem);
    return 1;
  }
  const shown = silences.filter(({ until }) => own.has("all") || until > now);
  if (own.has("json")) {
    await print(shown.map((each) => jsonOf(each, now)).join(""));
    return 0;
  }
  const over = silences.length - shown.length;
  const more = over === 0 ? "" : ` ${over} ${over === 1 ? "is" : "are"} over; --all shows them.`;
  if (shown.length === 0) {
    await print(`No silence holds.${more}\n`);
    return 0;
  }
  const cells = shown.map((each) => ({
    cells: [
      each.id,
      matchersText(each),
      each.until > now ? `${momentText(each.until)} (${span(each.until - now)})` : "over",
      each.author,
      each.reason,
    ],
  }));
  const columns = [
    { head: "ID" },
    { head: "SILENCES", widest: 40 },
    { head: "UNTIL" },
    { head: "AUTHOR", widest: 16 },
    { head: "REASON" },
  ];
  await print(`${textTable(columns, cells, look()).join("\n")}\n${more === "" ? "" : `\n${more.trim()}\n`}`);
  return 0;
}

async function remove(own: Own, plain: readonly string[]): Promise<number> {
  const [id, another] = plain;
  if (id === undefined || another !== undefined) {
    throw new UserError(
      `llama-log silence remove wants the id of one silence, and ${plain.length} came. llama-log silence list names them.`,
    );
  }
  const now = Date.now();
  // The removed silence stays on record, so that people can find out why no one was paged.
  const done = await change(own, (silences) => {
    const found = silences.find((each) => each.id === id);
    if (found === undefined || found.until <= now) {
      throw new UserError(
        `There is no silence ${printable(id).slice(0, 40)} that holds. llama-log silence list names those that do.`,
      );
    }
    return silences.map((each) => (each === found ? { ...each, until: now } : each));
  });
  if (done === 0)
    await print(`Silence ${id} is over. What was silent and still goes on is told when it is seen again.\n`);
  return done;
}

async function change(own: Own, make: (silences: readonly Silence[]) => readonly Silence[]): Promise<number> {
  const folder = stateOf(own);
  try {
    if (await changeSilences(folder, Date.now(), make)) return 0;
    warn(`The silences in ${folder} are being changed by another process. Try again in a minute.`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    warn(`The silences in ${folder} cannot be written (${code}). Name a folder of your own with --state.`);
  }
  return 1;
}

function matchersText({ matchers }: Silence): string {
  const { service, templateId, severity } = matchers;
  const all = { service, template: templateId, severity };
  return Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

function jsonOf({ id, matchers, until, author, reason, created }: Silence, now: number): string {
  const { service = null, templateId = null, severity = null } = matchers;
  const times = { until: new Date(until).toISOString(), created: new Date(created).toISOString() };
  const what = { id, holds: until > now, service, template: templateId, severity };
  return `${JSON.stringify({ ...what, ...times, author, reason })}\n`;
}

/** 2026-11-22 08:00 UTC */
function momentText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
