import type { Alert, AlertIncident } from "../ledger/alert.ts";
import { type Severity, severityRank } from "../verdict.ts";
import type { AlertRow } from "./alert-row.ts";
import { shownExample, shownStart, shownText } from "./shown-text.ts";
import { detachedStart, startOf, type TextStart } from "./text-start.ts";

/** What one firing of one search says about one incident. Texts are masked and shortened. Times are epoch milliseconds. */
export interface Occurrence {
  readonly identity: string;
  /** The identities of the kinds it consists of; without them it is one kind, its own identity. */
  readonly members?: readonly string[];
  readonly incident?: AlertIncident | undefined;
  readonly service: string;
  /** The search says that the incident is over. */
  readonly ending: boolean;
  /** The severity of the worst row. */
  readonly severity: Severity;
  readonly anomaly: Alert["anomaly"];
  /** Number of events. */
  readonly count: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly hosts: readonly string[];
  readonly hostCount: number;
  readonly examples: readonly string[];
  readonly judgedBy: Alert["judgedBy"];
}

/** The identities of the kinds that an incident consists of. */
export function membersOf({
  identity,
  members = [identity],
}: Pick<Occurrence, "identity" | "members">): readonly string[] {
  return members;
}

/** Masks what must not leave the network. Values masked in `event` are masked in `text` too. */
export type MaskWords = (text: string, event?: string) => string;

/** Longest texts, in code points. */
export const longest = { sentence: 240, name: 120, template: 300, evidence: 240 } as const;
export const mostHostsShown = 10;
const mostHosts = 1_000;
export const mostExamples = 3;
/** Lines masked while looking for examples: many may be equal once masked. */
const mostCandidates = 20;

/** The row whose texts describe the incident, and the starts of those texts. */
interface Worst {
  readonly row: AlertRow;
  readonly texts: Readonly<Record<"cause" | "action" | "evidence" | "template" | "event", TextStart>>;
}

/** Builds the occurrence of one incident from its rows. Masks only the texts that it keeps. */
export class OccurrenceBuilder {
  private readonly identity: string;
  private readonly mask: MaskWords;
  private readonly budget: { hosts: number };
  private worst: Worst | undefined;
  private service = "";
  private serviceKind: "none" | "host" | "named" = "none";
  private onlyHost = "";
  private count = 0;
  private firstTime: number | undefined;
  private lastTime: number | undefined;
  private endTime: number | undefined;
  private ends = false;
  private readonly hosts = new Set<string>();
  private readonly examples = new Set<string>();
  private lastCandidate = "";
  private candidates = 0;
  private readonly judged = { llm: 0, cached: 0, local: 0 };
  private model = "";

  /** @param budget hosts that all builders together may still add */
  constructor(identity: string, mask: MaskWords, budget: { hosts: number }) {
    this.identity = identity;
    this.mask = mask;
    this.budget = budget;
  }

  add(row: AlertRow): void {
    this.addService(row);
    if (row.resolved) this.addEnd(row);
    else this.addEvents(row);
    if (this.worst === undefined || isWorse(row, this.worst.row)) this.worst = trimmed(row);
  }

  /** The first named service counts. A host stands in for it only while all rows have the same host. */
  private addService({ service, serviceIsHost }: AlertRow): void {
    if (service === "" || this.serviceKind === "named" || service === this.onlyHost) return;
    const isNew = this.serviceKind === "none" || !serviceIsHost;
    this.service = isNew ? shownText(service, longest.name) : "";
    this.serviceKind = serviceIsHost ? "host" : "named";
    if (isNew) this.onlyHost = this.service;
  }

  private addEnd(row: AlertRow): void {
    this.ends = true;
    if (row.last !== undefined) this.endTime = Math.max(this.endTime ?? row.last, row.last);
  }

  private addEvents(row: AlertRow): void {
    this.count += row.count;
    if (row.first !== undefined) this.firstTime = Math.min(this.firstTime ?? row.first, row.first);
    if (row.last !== undefined) this.lastTime = Math.max(this.lastTime ?? row.last, row.last);
    for (const host of row.hosts) {
      if (this.hosts.size >= mostHosts || this.budget.hosts <= 0) break;
      const before = this.hosts.size;
      this.hosts.add(shownText(host, longest.name));
      this.budget.hosts -= this.hosts.size - before;
    }
    this.addExample(row.text);
    const { status } = row;
    if (status === "llm" || status === "cached" || status === "local") this.judged[status] += row.count;
    if (this.model === "" && status !== "local") this.model = shownText(row.model, longest.name);
  }

  private addExample(text: string): void {
    if (text === "" || this.examples.size >= mostExamples || this.candidates >= mostCandidates) return;
    const start = startOf(text);
    if (start.text === this.lastCandidate) return;
    this.lastCandidate = start.text;
    this.candidates++;
    const shown = shownExample(this.masked(start));
    if (shown !== "") this.examples.add(shown);
  }

  /** Texts come from the worst row that is not an end, or from an end if there are only ends. */
  build(): Occurrence {
    const { worst } = this;
    if (worst === undefined) throw new RangeError("A occurrence wants at least one row.");
    const ending = this.endsLast();
    const { row, texts } = worst;
    const shown = (start: TextStart, limit: number) =>
      shownStart(this.masked(start, texts.event.text), limit);
    return {
      identity: this.identity,
      service: this.service,
      ending,
      severity: row.severity,
      anomaly: {
        cause: shown(texts.cause, longest.sentence),
        action: shown(texts.action, longest.sentence),
        evidence: shown(texts.evidence, longest.evidence),
        templateId: shownText(row.templateId, longest.name),
        template: shown(texts.template, longest.template),
      },
      count: this.count,
      first: this.firstTime,
      last: ending ? later(this.lastTime, this.endTime) : this.lastTime,
      hosts: [...this.hosts].slice(0, mostHostsShown),
      hostCount: this.hosts.size,
      examples: [...this.examples],
      judgedBy: { ...this.judged, model: this.model },
    };
  }

  /** Whether the end comes last: later events begin the incident again. */
  private endsLast(): boolean {
    if (!this.ends) return false;
    return this.endTime === undefined || this.lastTime === undefined || this.endTime >= this.lastTime;
  }

  private masked({ text, cut }: TextStart, event?: string): TextStart {
    return { text: this.mask(text, event), cut };
  }
}

/** The more severe row is worse, then the one with more confidence. An end never is: its severity says nothing. */
function isWorse(row: AlertRow, worst: AlertRow): boolean {
  if (row.resolved !== worst.resolved) return worst.resolved;
  const milder = severityRank(row.severity) - severityRank(worst.severity);
  return milder === 0 ? row.confidence > worst.confidence : milder < 0;
}

/** Copies only what is shown of a row, because its text may be long. */
function trimmed(row: AlertRow): Worst {
  const { cause, action, evidence, template, text } = row;
  return {
    row: { ...row, cause: "", action: "", evidence: "", template: "", text: "", hosts: [] },
    texts: {
      cause: detachedStart(cause),
      action: detachedStart(action),
      evidence: detachedStart(evidence),
      template: detachedStart(template),
      event: detachedStart(text),
    },
  };
}

function later(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}
