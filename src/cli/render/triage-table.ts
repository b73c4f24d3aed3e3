import { styleText } from "node:util";
import { displayWidth, padded, printable, truncate, truncateWithin, wrap } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import type { TriageGroup, TriageGroups } from "../../engine/triage-groups.ts";
import { type Severity, severities } from "../../engine/verdict.ts";
import { evidenceText, shortLine } from "./evidence-text.ts";

export interface TableLook {
  readonly columns: number;
  readonly colour: boolean;
  /** Most kinds to show. */
  readonly limit: number;
}

const widest = 120;
const narrowest = 40;
const longestService = 20;
const labelWidth = 7;
const headlines = 2;

type Style = Parameters<typeof styleText>[0];

export const severityStyles: Readonly<Record<Severity, Style>> = {
  P0: ["bold", "white", "bgRed"],
  P1: ["bold", "red"],
  P2: ["bold", "yellow"],
  P3: ["bold", "blue"],
  P4: ["bold", "cyan"],
  P5: ["green"],
};

/** The triage as lines of text: the kinds of trouble, worst first, and then the counts by severity in one line. */
export function triageTable(groups: TriageGroups, look: TableLook): string[] {
  const sorted = groups.sorted();
  const shown = sorted.slice(0, look.limit);
  const layout = layoutOf(shown, look.columns);
  const lines = entriesOf(shown, layout, look.colour);
  const rest = sorted.slice(look.limit);
  if (rest.length > 0 || groups.overflow > 0) lines.push(restLine(rest, groups.overflow), "");
  lines.push(...severityLines(groups, look));
  return lines;
}

/** Kinds with when they were seen, their cause and what to do, each with a blank line behind it. */
export function entriesOf(shown: readonly TriageGroup[], layout: Layout, colour: boolean): string[] {
  return shown.flatMap((group) => [...entry(group, layout, colour), ""]);
}

interface Layout {
  readonly width: number;
  readonly countWidth: number;
  /** 0 if no line names a service; then there is no such column. */
  readonly serviceWidth: number;
  /** The column at which causes begin. */
  readonly indent: number;
  /** The column at which messages begin. */
  readonly besideService: number;
}

export function layoutOf(shown: readonly TriageGroup[], columns: number): Layout {
  const width = Math.min(widest, Math.max(narrowest, columns));
  const countWidth = Math.max(0, ...shown.map(({ count }) => grouped(count).length));
  const anyService = shown.some(({ service }) => service !== "");
  const widestService = Math.max(0, ...shown.map(({ service }) => displayWidth(serviceName(service))));
  const serviceWidth = anyService ? Math.min(longestService, widestService) : 0;
  const indent = "P0".length + 2 + countWidth + "×".length + 2;
  return {
    width,
    countWidth,
    serviceWidth,
    indent,
    besideService: indent + (anyService ? serviceWidth + 2 : 0),
  };
}

function entry(group: TriageGroup, layout: Layout, colour: boolean): string[] {
  const { width, countWidth, serviceWidth, indent, besideService } = layout;
  const name = truncateWithin(serviceName(group.service), serviceWidth);
  const service = serviceWidth === 0 ? "" : `${paint("bold", padded(name, serviceWidth), colour)}  `;
  const [headline = "", ...more] = cutAfter(
    wrap(printable(new Reading(group.example).message), width - besideService - 1),
  );
  const explained = (label: string, text: string): string[] =>
    text === ""
      ? []
      : wrap(printable(text), width - indent - labelWidth).map(
          (line, at) =>
            " ".repeat(indent) +
            (at === 0 ? paint("dim", padded(label, labelWidth), colour) : " ".repeat(labelWidth)) +
            line,
        );
  return [
    `${paint(severityStyles[group.severity], group.severity, colour)}  ` +
      `${grouped(group.count).padStart(countWidth)}×  ${service}${headline}`.trimEnd(),
    ...more.map((line) => " ".repeat(besideService) + line),
    ...explained("seen", evidenceText(group.evidence, group.count)),
    ...explained("cause", group.cause),
    ...linesAround(group, layout, colour),
    ...explained("do", group.action),
  ];
}

/** The lines about an event whose cause is unknown; the event itself is marked. */
function linesAround({ around }: TriageGroup, { width, indent }: Layout, colour: boolean): string[] {
  if (around === undefined || around.before.length + around.after.length === 0) return [];
  const lines = [
    ...around.before.map((line) => ["  ", line] as const),
    ["> ", around.line] as const,
    ...around.after.map((line) => ["  ", line] as const),
  ];
  return lines.map(
    ([mark, line], at) =>
      " ".repeat(indent) +
      (at === 0 ? paint("dim", padded("near", labelWidth), colour) : " ".repeat(labelWidth)) +
      truncate(mark + shortLine(line), width - indent - labelWidth),
  );
}

/** Keeps only as many lines of an example as are needed to recognise it. */
function cutAfter(lines: readonly string[]): string[] {
  return lines.length <= headlines
    ? [...lines]
    : [...lines.slice(0, headlines - 1), `${lines[headlines - 1]}…`];
}

export function serviceName(service: string): string {
  return service === "" ? "-" : printable(service);
}

export function restLine(rest: readonly TriageGroup[], overflow: number): string {
  const events = rest.reduce((sum, { count }) => sum + count, 0) + overflow;
  const kinds = rest.length === 1 ? "1 more kind" : `${grouped(rest.length)} more kinds`;
  const least = overflow > 0 ? "at least " : "";
  const hint = rest.length > 0 ? "; --all shows them" : "";
  return `… and ${least}${kinds} (${grouped(events)} ${events === 1 ? "event" : "events"}${hint})`;
}

export function severityLines(groups: TriageGroups, { colour }: Pick<TableLook, "colour">): string[] {
  const counts = groups.severityCounts;
  const troubled = severities.filter((severity) => severity !== "P5" && counts[severity] > 0);
  const parts = troubled.map(
    (severity) => `${grouped(counts[severity])} ${paint(severityStyles[severity], severity, colour)}`,
  );
  if (counts.P5 > 0) parts.push(`${grouped(counts.P5)} normal`);
  if (groups.unjudged > 0) parts.push(`${grouped(groups.unjudged)} without a verdict`);
  if (parts.length === 0) return ["The input has no lines."];
  const quiet = troubled.length === 0 && counts.P5 > 0 ? ["Nothing out of the ordinary was found.", ""] : [];
  return [...quiet, `In all: ${parts.join(", ")}`];
}

/** 1,204 */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** 1 row, 1,204 rows */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export function paint(style: Style, text: string, colour: boolean): string {
  return colour ? styleText(style, text, { validateStream: false }) : text;
}
