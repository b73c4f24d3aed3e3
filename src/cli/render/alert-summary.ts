import type { AlertReport } from "../../app/alerting/alert-run.ts";
import type { DeliveryRow } from "../../engine/delivery/list.ts";
import type { DeliveryState } from "../../engine/ledger/delivery.ts";
import { counted, grouped } from "./triage-table.ts";

type Reasons = AlertReport["accepted"]["reasons"];

/** Phrases that follow a count of incidents. */
const reasonWords: Readonly<Record<keyof Reasons, string>> = {
  first_seen: "new",
  reopened: "begun again",
  severity_changed: "of another severity",
  owner_changed: "with another owner",
  origin_changed: "with another origin",
  ten_times_as_many: "ten times as frequent",
  still_going_on: "still going on",
  said_resolved: "said to be over",
  not_seen_any_more: "not seen any more",
  merged: "part of another incident",
  digest: "summed up",
  test: "for a test",
  unchanged: "as before",
  same_firing: "known from these same results",
  below_threshold: "too mild to tell",
  clock_set_back: "left alone: the clock was set back",
  not_open: "over already",
  late_resolve: "seen again since they were said to be over",
  before_its_end: "from before they were said to be over",
  never_told: "over before anybody was told",
  silenced: "silenced",
  in_maintenance: "in maintenance",
  no_route: "with no route to anybody",
  destinations_gone: "told to destinations that are gone",
  held_back: "kept for a digest",
};

/** What the rows contained, in at most two lines. */
export function foundText({ occurrences, incidents, accepted }: AlertReport): string {
  const { rows, belowThreshold, notJudged, others } = occurrences;
  const reasons = Object.entries(accepted.reasons) as [keyof Reasons, number][];
  const why = reasons
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${grouped(count)} ${reasonWords[reason]}`);
  const parts = [
    counted(rows, "row"),
    ...(belowThreshold > 0 ? [`${grouped(belowThreshold)} normal or too mild to tell`] : []),
    ...(notJudged > 0 ? [`${grouped(notJudged)} without a verdict`] : []),
    ...(others > 0 ? [`${grouped(others)} of more incidents than can be told apart`] : []),
    counted(incidents, "incident"),
  ];
  return `${parts.join(", ")}${why.length === 0 ? "" : ` (${why.join(", ")})`}.`;
}

/** The outcome of all messages, and what to do about those that did not arrive. */
export function sentText(rows: readonly DeliveryRow[]): string {
  const count = (...states: DeliveryState[]): number =>
    rows.filter(({ state }) => states.includes(state)).length;
  const [delivered, waiting, held] = [count("delivered"), count("waiting", "sending"), count("held")];
  const [dead, shadow] = [count("dead"), count("shadow")];
  const sentences = [
    ...(rows.length === 0 ? ["Nothing was to be told."] : []),
    ...(delivered > 0 ? [`${counted(delivered, "message")} delivered.`] : []),
    ...(waiting > 0 ? [`${counted(waiting, "message")} waiting: llama-log retry sends what is due.`] : []),
    ...(held > 0 ? [`${counted(held, "message")} held until llama.conf is corrected.`] : []),
    ...(dead > 0
      ? [`${counted(dead, "message")} given up: llama-log retry --requeue KEY tries one anew.`]
      : []),
    ...(shadow > 0 ? [`${counted(shadow, "message")} kept, not sent (--mode shadow).`] : []),
  ];
  return sentences.join(" ");
}

/** Whether a message will not arrive without somebody's action. */
export function needsSomebody(rows: readonly DeliveryRow[]): boolean {
  return rows.some(({ state }) => state === "held" || state === "dead");
}
