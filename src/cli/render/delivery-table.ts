import type { styleText } from "node:util";
import type { DeliveryRow } from "../../engine/delivery/list.ts";
import type { DeliveryState } from "../../engine/ledger/delivery.ts";
import { type Severity, severityRank } from "../../engine/verdict.ts";
import { outputColumns, takesColour } from "../terminal.ts";
import { type TextTableLook, textTable } from "./text-table.ts";
import { grouped, severityStyles } from "./triage-table.ts";

/** Characters of a key that are shown: enough to identify a delivery for `--requeue`. */
const shownKey = 8;
const widestName = 20;
const widestPlace = 28;
const causeLines = 2;

/** The states in the order of display. */
export const deliveryStates = [
  "delivered",
  "waiting",
  "sending",
  "held",
  "dead",
  "superseded",
  "shadow",
] as const satisfies readonly DeliveryState[];
const stateStyles: Readonly<Partial<Record<string, Parameters<typeof styleText>[0]>>> = {
  delivered: "green",
  waiting: "yellow",
  sending: "yellow",
  held: "red",
  dead: "red",
};
const newsWords: Readonly<Record<string, string>> = { trigger: "new", update: "update", resolve: "over" };

/** Which alerts went to which destinations, worst first; an alert to several destinations is one row. */
export function toldTable(rows: readonly DeliveryRow[], now: number): string[] {
  const sorted = [...rows].sort(
    (a, b) =>
      severityRank(a.severity as Severity) - severityRank(b.severity as Severity) ||
      compare(a.service, b.service) ||
      compare(a.cause, b.cause) ||
      compare(a.transition, b.transition) ||
      compare(a.destination, b.destination),
  );
  const news = new Map<string, DeliveryRow[]>();
  for (const row of sorted) {
    const key = JSON.stringify([row.severity, row.service, row.transition, row.cause]);
    news.set(key, [...(news.get(key) ?? []), row]);
  }
  const cells = [...news.values()].map((told) => {
    const { severity, service, transition, origin, cause } = told[0] as DeliveryRow;
    const what = origin === "" ? cause : `${origin}: ${cause}`;
    const said = [severity, newsWords[transition] ?? transition, service || "-"];
    const below = told
      .filter(({ finding }) => finding !== undefined)
      .map((row) => `${row.destination}: ${row.finding} ${nextTry(row, now)}`.trim());
    return { cells: [...said, told.map(placeOf), told.map(({ state }) => state), what], below };
  });
  const columns = [
    { head: "", styleOf: severityStyle },
    { head: "NEWS" },
    { head: "SERVICE", widest: widestName },
    { head: "DESTINATION", widest: widestPlace },
    { head: "STATE", styleOf: (state: string) => stateStyles[state] },
    { head: "CAUSE", mostLines: causeLines },
  ];
  return textTable(columns, cells, look());
}

/** A table of deliveries, in the given order. */
export function deliveryTable(rows: readonly DeliveryRow[], now: number): string[] {
  const cells = rows.map((row) => ({
    cells: [
      row.key.slice(0, shownKey),
      span(now - row.accepted),
      row.state,
      row.severity,
      row.service || "-",
      placeOf(row),
      String(row.attempt),
      row.nextAt === undefined ? "-" : row.nextAt <= now ? "due" : `in ${span(row.nextAt - now)}`,
    ],
    below: row.finding === undefined ? [] : [row.finding],
  }));
  const columns = [
    { head: "KEY" },
    { head: "AGE" },
    { head: "STATE", styleOf: (state: string) => stateStyles[state] },
    { head: "", styleOf: severityStyle },
    { head: "SERVICE", widest: widestName },
    { head: "DESTINATION", widest: widestPlace },
    { head: "TRIES" },
    { head: "NEXT TRY" },
  ];
  return textTable(columns, cells, look());
}

/** One JSON object, with the field names of `| llamaretry`. */
export function deliveryJson(row: DeliveryRow): string {
  const { key, accepted, destination, target, severity, service, transition, cause, attempt, state } = row;
  const time = (at: number | undefined): string | null =>
    at === undefined ? null : new Date(at).toISOString();
  return `${JSON.stringify({
    key,
    accepted: time(accepted),
    destination,
    target,
    severity,
    service_name: service,
    transition,
    root_cause: cause,
    attempt,
    state,
    finding: row.finding ?? null,
    retry_at: time(row.nextAt),
    ended_at: time(row.endedAt),
  })}\n`;
}

/** 3 delivered, 1 dead */
export function countsText(counts: Readonly<Partial<Record<DeliveryState, number>>>): string {
  return deliveryStates
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => `${grouped(counts[state] ?? 0)} ${state}`)
    .join(", ");
}

/** A duration in its largest unit: <1m, 5m, 3h, 2d. */
export function span(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return "<1m";
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

/** The look of tables for people. */
export function look(): TextTableLook {
  return { columns: outputColumns(), colour: takesColour(process.env, process.stdout.isTTY) };
}

function nextTry({ nextAt }: DeliveryRow, now: number): string {
  if (nextAt === undefined) return "";
  return nextAt <= now ? "It is due." : `Next try in ${span(nextAt - now)}.`;
}

function placeOf({ destination, target }: DeliveryRow): string {
  return target === "" ? destination : `${destination} ${target}`;
}

function severityStyle(text: string): Parameters<typeof styleText>[0] | undefined {
  return Object.hasOwn(severityStyles, text) ? severityStyles[text as Severity] : undefined;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
