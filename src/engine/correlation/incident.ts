import { createHash } from "node:crypto";
import { base32 } from "../base32.ts";
import type { Masker } from "../masking/masker.ts";
import { type Severity, severityRank } from "../verdict.ts";
import type { Suspect } from "./blame.ts";
import type { Correlation, Linked } from "./correlate.ts";
import type { Kind } from "./kind.ts";
import type { Symptom } from "./symptom.ts";
import { wordsOf } from "./symptom-words.ts";

/** What broke, where, since when, and what followed. Examples are masked. Times are epoch seconds. */
export interface Incident {
  /** Of the service and the template of what broke first; the same in each run over the same events. */
  readonly fingerprint: string;
  /** By impact: the worst symptom's, one worse where a fault hits several services. */
  readonly severity: Severity;
  /** In plain words: who, what, and how many others are hit. */
  readonly title: string;
  /** The likely origins, the best first. */
  readonly origin: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly hosts: readonly string[];
  readonly services: readonly string[];
  readonly kinds: readonly IncidentKind[];
  /** What the origin shows, and what follows from it, by onset. */
  readonly timeline: readonly TimelineEntry[];
  /** What to do first. */
  readonly action: string;
  /** Whom one might suspect too, and why not. */
  readonly ruled_out: readonly { readonly name: string; readonly reason: string }[];
  /** What the log does not tell. */
  readonly gaps: readonly string[];
  /** What told which lines belong together. */
  readonly linked_by?: Linked;
  /** It is over for sure: who was silent speaks. */
  readonly ended?: boolean;
}

export interface IncidentKind {
  readonly service: string;
  readonly severity: Severity;
  readonly count: number;
  readonly template_id: string;
  readonly template: string;
}

export interface TimelineEntry {
  readonly first: number;
  readonly last: number;
  readonly service: string;
  /** Empty where several hosts show it. */
  readonly host: string;
  readonly severity: Severity;
  readonly count: number;
  /** Of the worst of its kinds; empty for a silence. */
  readonly template_id: string;
  /** What the analyst or the model says of it. */
  readonly cause: string;
  readonly action: string;
  /** Whom its lines name. */
  readonly names: readonly string[];
  /** Up to three lines. */
  readonly examples: readonly string[];
  readonly consequence: boolean;
}

const mostOrigins = 5;
/** Less blame is not worth a look. */
const leastBlame = 0.02;
const mostEntries = 30;
const mostExamples = 3;
const longestExample = 400;
/** Services that a fault hits, from which a degraded service is a broken one. */
const manyServices = 3;
/** The rank of P1. */
const lastToPage = 1;
/** Where no line tells who wrote it, and none names anybody. */
const unnamed = "unnamed service";

/** The record of symptoms that belong together. @param gaps what the whole log does not tell */
export function incidentOf(
  correlation: Correlation,
  masker: Pick<Masker, "redact">,
  gaps: readonly string[],
): Incident {
  const { symptoms, suspects, from, to } = correlation;
  const likely = suspects.filter(({ blame }) => blame >= leastBlame).slice(0, mostOrigins);
  const origin = likely[0]?.name ?? symptoms[0]?.party ?? "";
  const timeline = timelineOf(symptoms, origin, masker);
  const services = [...new Set(timeline.map(({ service }) => service))];
  const hit = services.filter((service) => service.toLowerCase() !== origin);
  return {
    fingerprint: fingerprintOf(origin, symptoms),
    severity: severityOf(symptoms, hit.length),
    title: titleOf(origin, symptoms, hit.length),
    origin: likely.length > 0 ? likely.map(({ name }) => name) : [origin || unnamed],
    ...{ first: from, last: to, hosts: hostsOf(symptoms), services, kinds: kindsOf(symptoms) },
    action: wordsOf(worstOf(origin, symptoms) ?? (symptoms[0] as Symptom)).action,
    ...{
      timeline: timeline.slice(0, mostEntries),
      ruled_out: ruledOut(likely, symptoms),
      gaps: [...gaps, ...correlation.gaps],
    },
    linked_by: correlation.linkedBy,
  };
}

function fingerprintOf(origin: string, symptoms: readonly Symptom[]): string {
  const first = symptoms.find(({ kind, party }) => kind !== undefined && party === origin) ?? symptoms[0];
  const template = first?.kind?.unit.unit.templateId ?? "silence";
  return `i${base32(
    createHash("sha256")
      .update(JSON.stringify([origin, template]))
      .digest(),
    12,
  )}`;
}

function severityOf(symptoms: readonly Symptom[], hit: number): Severity {
  const worst = symptoms.reduce<Severity>(
    (severity, symptom) => worseOf(severity, wordsOf(symptom).severity),
    "P4",
  );
  return worst === "P2" && hit >= manyServices ? "P1" : worst;
}

function worseOf(one: Severity, other: Severity): Severity {
  return severityRank(other) < severityRank(one) ? other : one;
}

function titleOf(origin: string, symptoms: readonly Symptom[], hit: number): string {
  const others = hit === 0 ? "" : `; ${hit === 1 ? "1 other service is" : `${hit} other services are`} hit`;
  return `${origin || unnamed}: ${whatHappened(origin, symptoms)}${others}`;
}

/** What the origin shows first of what is bad enough to page for; where nothing is, the worst and most its own. */
function worstOf(origin: string, symptoms: readonly Symptom[]): Symptom | undefined {
  const own = symptoms.filter(({ party }) => party === origin);
  const paging = own.filter((symptom) => severityRank(wordsOf(symptom).severity) <= lastToPage);
  const [first, ...others] = paging.length > 0 ? paging : own;
  const isBetter = paging.length > 0 ? isEarlier : isWorse;
  return others.reduce<Symptom | undefined>(
    (best, other) => (best === undefined || isBetter(other, best) ? other : best),
    first,
  );
}

function isEarlier(one: Symptom, other: Symptom): boolean {
  return one.from < other.from || (one.from === other.from && isWorse(one, other));
}

function isWorse(one: Symptom, other: Symptom): boolean {
  const step = severityRank(wordsOf(other).severity) - severityRank(wordsOf(one).severity);
  return step > 0 || (step === 0 && one.local > other.local);
}

function whatHappened(origin: string, symptoms: readonly Symptom[]): string {
  const worst = worstOf(origin, symptoms);
  if (worst !== undefined) return worst.kind === undefined ? "fell silent" : clauseOf(worst);
  const accusers = new Set(
    symptoms.filter(({ accused }) => accused.has(origin)).map(({ service }) => service),
  );
  return `named by the failures of ${[...accusers].slice(0, 2).join(" and ")}, and says nothing itself`;
}

/** The clause behind the quoted evidence of a cause. */
function clauseOf(symptom: Symptom): string {
  const [sentence = ""] = wordsOf(symptom).cause.split(/(?<=[^\d]\.) /);
  return sentence
    .replace(/^"[^"]*": /, "")
    .replace(/^It (?=takes)/, "")
    .replace(/\.$/, "");
}

/** One entry for all that a service shows of one cause. */
function timelineOf(
  symptoms: readonly Symptom[],
  origin: string,
  masker: Pick<Masker, "redact">,
): TimelineEntry[] {
  const same = new Map<string, [Symptom, ...Symptom[]]>();
  for (const symptom of symptoms) {
    const { kind, service, slower } = symptom;
    const isNamed = kind === undefined || slower !== undefined || namesFailure(kind);
    const what = isNamed ? wordsOf(symptom).cause : kind.unit.unit.templateId;
    const key = JSON.stringify([service, what]);
    const known = same.get(key);
    if (known === undefined) same.set(key, [symptom]);
    else known.push(symptom);
  }
  return [...same.values()]
    .map((group) => entryOf(group, origin, masker))
    .sort((one, other) => one.first - other.first);
}

function entryOf(
  same: readonly [Symptom, ...Symptom[]],
  origin: string,
  masker: Pick<Masker, "redact">,
): TimelineEntry {
  const worst = same.reduce((one, other) => (isWorse(other, one) ? other : one));
  const { kind, service, party } = worst;
  const { severity, cause, action } = wordsOf(worst);
  const hosts = new Set(same.map(({ host }) => host));
  const samples = kind === undefined ? [] : kind.samples.all.slice(0, mostExamples);
  return {
    first: Math.min(...same.map(({ from }) => from)),
    last: Math.max(...same.map(({ to }) => to)),
    ...{ service, host: hosts.size === 1 ? worst.host : "", severity },
    count: same.reduce((sum, { count }) => sum + count, 0),
    template_id: kind?.unit.unit.templateId ?? "",
    ...{ cause, action },
    names: [...new Set(same.flatMap(({ accused }) => [...accused.keys()]))],
    examples: samples.map(({ text }) => masker.redact(text.slice(0, longestExample))),
    consequence: party !== origin,
  };
}

/** The failure of a known kind has one cause for all its templates. */
function namesFailure({ unit }: Kind): boolean {
  return unit.assessment.known;
}

function hostsOf(symptoms: readonly Symptom[]): string[] {
  return [...new Set(symptoms.map(({ host }) => host).filter((host) => host !== ""))];
}

function kindsOf(symptoms: readonly Symptom[]): IncidentKind[] {
  const counts = new Map<Kind, number>();
  for (const { kind, count, slower } of symptoms)
    if (kind !== undefined && slower === undefined) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts]
    .map(
      ([
        {
          service,
          severity,
          unit: { unit },
        },
        count,
      ]) => ({
        ...{ service, severity, count, template_id: unit.templateId, template: unit.template },
      }),
    )
    .sort(
      (one, other) => severityRank(one.severity) - severityRank(other.severity) || other.count - one.count,
    );
}

function ruledOut(likely: readonly Suspect[], symptoms: readonly Symptom[]): Incident["ruled_out"] {
  const [first, ...others] = likely;
  if (first === undefined) return [];
  return others.map(({ name, onset }) => ({ name, reason: reasonAgainst(name, onset, first, symptoms) }));
}

function reasonAgainst(
  name: string,
  onset: number | undefined,
  first: Suspect,
  symptoms: readonly Symptom[],
): string {
  if (symptoms.some(({ party, accused }) => party === name && accused.has(first.name)))
    return `its own lines name ${first.name}`;
  if (onset === undefined) return "only others name it, and fewer of them";
  const later = first.onset === undefined ? 0 : Math.round(onset - first.onset);
  return later > 0 ? `it was hit ${later} s later` : "fewer signs point to it";
}
