import { userInfo } from "node:os";
import { readDuration } from "../../engine/duration.ts";
import { timeOf } from "../../engine/incidents/alert-row.ts";
import type { Silence } from "../../engine/incidents/silences.ts";
import { printable } from "../../engine/printable.ts";
import { UserError } from "../../splunk/user-error.ts";

/** Milliseconds. A forgotten silence is worse than the noise, so no silence may last longer. */
const longest = 90 * 86_400_000;
const longestText = 200;

/** Flags of `llama-log silence add`. */
export const silenceFlags = {
  service: { wanted: "the name of a service, where * stands for anything", example: "checkout" },
  template: { wanted: "the id of a template", example: "t24u6jue4j2rp" },
  severity: { wanted: "one of P0 to P5", example: "P2" },
  for: { wanted: "a time like 30m, 2h or 3d", example: "2h" },
  until: { wanted: "a time like 2026-11-22T08:00Z", example: "2026-11-22T08:00Z" },
  reason: { wanted: "why, for whoever asks why nobody was paged", example: '"disk is being replaced"' },
  author: { wanted: "your name", example: "ann" },
};

/**
 * Creates the silence that the flags describe.
 *
 * @throws UserError that names the flag and what is wanted
 */
export function silenceOf(own: ReadonlyMap<string, string>, id: string, now: number): Silence {
  const [service, templateId, severity] = ["service", "template", "severity"].map((flag) =>
    textOf(own, flag),
  );
  if (service === undefined && templateId === undefined && severity === undefined) {
    throw new UserError(
      "llama-log silence add wants what to silence: --service NAME, --template ID, --severity P2, or several of them, which then must all fit.",
    );
  }
  if (severity !== undefined && !/^P[0-5]$/i.test(severity)) {
    throw new UserError(
      `--severity wants one of P0 to P5, and ${printable(severity)} came. Make one silence for each.`,
    );
  }
  const until = untilOf(own, now);
  const reason = textOf(own, "reason");
  if (reason === undefined) {
    throw new UserError(
      `llama-log silence add wants --reason, as in --reason ${silenceFlags.reason.example}: whoever is not paged will ask.`,
    );
  }
  const matchers = { service, templateId, severity: severity?.toUpperCase() };
  return { id, matchers, until, author: textOf(own, "author") ?? loginName(), reason, created: now };
}

function untilOf(own: ReadonlyMap<string, string>, now: number): number {
  const [span, moment] = [own.get("for"), own.get("until")];
  if ((span === undefined) === (moment === undefined)) {
    throw new UserError(
      "llama-log silence add wants either --for, as in --for 2h, or --until, as in --until 2026-11-22T08:00Z. Give one of them.",
    );
  }
  const until = span === undefined ? momentOf(moment as string, now) : now + spanOf(span);
  if (until - now > longest) {
    const flag = span === undefined ? "--until" : "--for";
    throw new UserError(
      `${flag} wants at most 90 days, because a silence is easily forgotten. What nobody is ever to hear of belongs in the [route:NN] of llama.conf.`,
    );
  }
  return until;
}

function spanOf(text: string): number {
  const span = readDuration(text) ?? 0;
  if (span > 0) return span;
  throw new UserError(
    `--for wants minutes, hours or days, like 30m, 2h or 3d, and ${printable(text).slice(0, 40) || "nothing"} came.`,
  );
}

function momentOf(text: string, now: number): number {
  const moment = timeOf(text);
  if (moment === undefined) {
    throw new UserError(
      `--until wants a time like 2026-11-22T08:00Z, and ${printable(text).slice(0, 40) || "nothing"} came. Without a zone it is read as UTC.`,
    );
  }
  if (moment > now) return moment;
  throw new UserError(
    `--until wants a time to come, and ${new Date(moment).toISOString()} is over: it is ${new Date(now).toISOString()} now.`,
  );
}

/** The text of a flag on one line. An empty text is refused: it is mostly an unset shell variable. */
function textOf(own: ReadonlyMap<string, string>, flag: string): string | undefined {
  const value = own.get(flag);
  if (value === undefined) return undefined;
  const text = printable(value);
  if (text !== "" && text.length <= longestText) return text;
  const came = text === "" ? "an empty one" : `one of ${text.length} characters`;
  throw new UserError(`--${flag} wants a text of 1 to ${longestText} characters, and ${came} came.`);
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
