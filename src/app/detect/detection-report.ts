import type { Detection, StrangeSession } from "../../engine/detection/detect.ts";
import { truncate } from "../../engine/printable.ts";
import type { FoundSessions } from "./session-search.ts";

/** What a strange session has of a template, beside what is usual. */
export interface ReasonReport {
  readonly template_id: string;
  readonly template: string;
  readonly count: number;
  readonly usual: number;
  /** Of all sessions: how many have the same, from 0 to 1. */
  readonly share: number;
}

/** Sessions that are strange in a like way; times are epoch seconds. */
export interface GroupReport {
  readonly count: number;
  /** Of the strangest of them. */
  readonly score: number;
  /** Null where no event has a time. */
  readonly first: number | null;
  readonly last: number | null;
  readonly reasons: readonly ReasonReport[];
  /** Keys, the strangest first. */
  readonly sessions: readonly string[];
}

/** The groups of strange sessions, those with the most strangeness together first. */
export function groupReports(
  { table, templates: texts, isTimed }: FoundSessions,
  { strange, templates }: Detection,
): GroupReport[] {
  const groups = new Map<number, StrangeSession[]>();
  for (const each of strange) {
    const group = groups.get(each.group);
    if (group === undefined) groups.set(each.group, [each]);
    else group.push(each);
  }
  const weight = (group: readonly StrangeSession[]): number =>
    group.reduce((sum, { score }) => sum + score, 0);
  const sorted = [...groups.values()].sort((one, other) => weight(other) - weight(one));
  return sorted.map((group) => {
    const { score } = group[0] as StrangeSession;
    const starts = group.map(({ session }) => table.times[table.starts[session] as number] as number);
    const ends = group.map(({ session }) => table.times[(table.starts[session + 1] as number) - 1] as number);
    return {
      count: group.length,
      score: Number(score.toFixed(4)),
      first: isTimed ? starts.reduce((one, other) => Math.min(one, other)) : null,
      last: isTimed ? ends.reduce((one, other) => Math.max(one, other)) : null,
      reasons: reasonsOf(group[0] as StrangeSession, templates, texts),
      sessions: group.map(({ session }) => table.keys[session] as string),
    };
  });
}

/** @param templates ids by column @param texts templates by their ids */
export function reasonsOf(
  { reasons }: StrangeSession,
  templates: readonly string[],
  texts: ReadonlyMap<string, string>,
): ReasonReport[] {
  return reasons.map(({ column, count, usual, share }) => {
    const id = templates[column] as string;
    return { template_id: id, template: texts.get(id) ?? id, count, usual, share: Number(share.toFixed(6)) };
  });
}

const longestQuote = 70;

/** `"Unexpected error …" twice, as 1 % of all; no "Deleting block …", which most have` */
export function reasonText({ template, count, usual, share }: ReasonReport): string {
  // Times and such at the head tell nothing of a template.
  const quoted = `"${truncate(template.replace(/^(?:<\*>[\s:\]|-]*)+/, ""), longestQuote)}"`;
  if (count === 0) return `no ${quoted}, which most have`;
  const others = share === 0 ? "no other" : `${percentText(share)} of all`;
  return `${quoted} ${timesText(count)}, as ${others}${usual === 0 ? "" : ` (most: ${timesText(usual)})`}`;
}

export function percentText(share: number): string {
  const percent = 100 * share;
  return percent === 0 ? "0 %" : percent < 0.01 ? "under 0.01 %" : `${Number(percent.toPrecision(2))} %`;
}

function timesText(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}
