import type { ToldIncident } from "../../engine/correlation/judged-events.ts";
import { padded, printable, truncate, truncateWithin } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import type { TriageGroup, TriageGroups } from "../../engine/triage-groups.ts";
import { severityRank } from "../../engine/verdict.ts";
import { incidentText } from "./incident-text.ts";
import {
  entriesOf,
  grouped,
  layoutOf,
  paint,
  restLine,
  serviceName,
  severityLines,
  severityStyles,
  triageTable,
} from "./triage-table.ts";

export interface AnalysisLook {
  readonly columns: number;
  readonly colour: boolean;
  /** Every incident with its whole timeline, and every kind with its cause. */
  readonly all: boolean;
}

/** A kind is told by the incidents if they have so much of its events. */
const toldShare = 0.5;
const mostIncidents = 5;
const mostKinds = 20;
/** Lines of a screen, without what stands about them; but so many kinds are shown however long the incidents are. */
const screen = 29;
const fewestKinds = 2;

/** What a log says: its incidents first, then the kinds of trouble that are part of none. */
export function analysisText(
  groups: TriageGroups,
  { told, gaps }: { readonly told: readonly ToldIncident[]; readonly gaps: readonly string[] },
  look: AnalysisLook,
): string[] {
  const limit = look.all ? Number.POSITIVE_INFINITY : mostKinds;
  if (told.length === 0) {
    const table = triageTable(groups, { ...look, limit });
    return groups.sorted().length === 0 ? table : [noIncident(gaps), "", ...table];
  }
  const shown = look.all ? told : told.slice(0, mostIncidents);
  const lines = incidentText(
    shown.map(({ incident }) => incident),
    { ...look, brief: !look.all },
  );
  if (shown.length < told.length)
    lines.push(`… and ${told.length - shown.length} more incidents; --all shows them`, "");
  if (look.all) return [...lines, ...triageTable(groups, { ...look, limit })];
  const rest = groups.sorted().filter((group) => !isTold(group, told));
  return [
    ...lines,
    ...outside(rest, groups.overflow, screen - lines.length, look),
    ...severityLines(groups, look),
  ];
}

function noIncident(gaps: readonly string[]): string {
  const why = gaps.length === 0 ? "nothing failed more than it usually does in this log." : gaps.join(" ");
  return `No incident: ${why}`;
}

/** Kinds that are part of no incident: those that page with cause and advice, the others in a line each. */
function outside(
  rest: readonly TriageGroup[],
  overflow: number,
  room: number,
  { columns, colour }: AnalysisLook,
): string[] {
  if (rest.length === 0 && overflow === 0) return [];
  const paging = rest.filter(({ severity }) => severityRank(severity) <= 1).slice(0, mostKinds);
  const layout = layoutOf(rest, columns);
  const full = entriesOf(paging, layout, colour);
  const others = rest.slice(paging.length);
  const brief = others.slice(0, Math.max(fewestKinds, Math.min(mostKinds, room - full.length)));
  const left = others.slice(brief.length);
  return [
    paint("dim", "Part of no incident:", colour),
    ...full,
    ...brief.map((group) => briefEntry(group, layout, colour)),
    ...(left.length > 0 || overflow > 0 ? [restLine(left, overflow)] : []),
    "",
  ];
}

function briefEntry(
  { severity, count, service, example }: TriageGroup,
  { width, countWidth, serviceWidth }: ReturnType<typeof layoutOf>,
  colour: boolean,
): string {
  const name =
    serviceWidth === 0 ? "" : `${padded(truncateWithin(serviceName(service), serviceWidth), serviceWidth)}  `;
  const head = `  ${grouped(count).padStart(countWidth)}×  ${name}`;
  const said = truncate(printable(new Reading(example).message), width - severity.length - head.length);
  return paint(severityStyles[severity], severity, colour) + head + said;
}

function isTold({ count, units }: TriageGroup, told: readonly ToldIncident[]): boolean {
  let within = 0;
  for (const [unit, events] of units) {
    const inIncidents = told.reduce((sum, each) => sum + (each.units.get(unit)?.count ?? 0), 0);
    within += Math.min(events, inIncidents);
  }
  return within >= toldShare * count;
}
