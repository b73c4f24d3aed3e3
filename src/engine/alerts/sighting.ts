import { type Severity, severityRank } from "../verdict.ts";
import type { Alert } from "./alert.ts";
import type { AlertRow } from "./alert-row.ts";
import { shownText, startOf } from "./shown-text.ts";

/** What one firing of one search says of one incident; its texts are masked and cut. Times are epoch milliseconds. */
export interface Sighting {
  readonly identity: string;
  readonly service: string;
  /** The search says that it is over. */
  readonly ending: boolean;
  /** Of the worst row. */
  readonly severity: Severity;
  readonly anomaly: Alert["anomaly"];
  /** Events. */
  readonly count: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly hosts: readonly string[];
  readonly hostCount: number;
  readonly examples: readonly string[];
  readonly judgedBy: Alert["judgedBy"];
}

/** Code points. */
const longest = { sentence: 240, example: 300, name: 120, template: 300, evidence: 240 } as const;
export const mostHostsShown = 10;
const mostHosts = 1_000;
export const mostExamples = 3;
/** Lines that differ only in what is masked are one example; no more than this many are tried. */
const mostTries = 20;

/** Puts together what the rows of one incident say. Texts are masked only when they are taken. */
export class SightingBuilder {
  private readonly identity: string;
  private readonly mask: (text: string) => string;
  private readonly budget: { hosts: number };
  private worst: AlertRow | undefined;
  private service = "";
  private count = 0;
  private firstTime: number | undefined;
  private lastTime: number | undefined;
  private endTime: number | undefined;
  private ends = false;
  private readonly hosts = new Set<string>();
  private readonly examples = new Set<string>();
  private lastTried = "";
  private tries = 0;
  private readonly judged = { llm: 0, cached: 0, local: 0 };
  private model = "";

  /** @param budget hosts that all builders together may still keep */
  constructor(identity: string, mask: (text: string) => string, budget: { hosts: number }) {
    this.identity = identity;
    this.mask = mask;
    this.budget = budget;
  }

  add(row: AlertRow): void {
    if (this.service === "") this.service = shownText(row.service, longest.name);
    if (row.resolved) this.addEnd(row);
    else this.addEvents(row);
    if (this.worst === undefined || isWorse(row, this.worst)) this.worst = lean(row);
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
    if (text === "" || this.examples.size >= mostExamples || this.tries >= mostTries) return;
    const start = startOf(text);
    if (start === this.lastTried) return;
    this.lastTried = start;
    this.tries++;
    const shown = this.masked(start, longest.example);
    if (shown !== "") this.examples.add(shown);
  }

  /** The texts of the worst row that is no end; those of the end where there are only such. */
  built(): Sighting {
    const { worst } = this;
    if (worst === undefined) throw new RangeError("A sighting wants at least one row.");
    const ending = this.endsLast();
    return {
      identity: this.identity,
      service: this.service,
      ending,
      severity: worst.severity,
      anomaly: {
        cause: this.masked(worst.cause, longest.sentence),
        action: this.masked(worst.action, longest.sentence),
        evidence: this.masked(worst.evidence, longest.evidence),
        templateId: shownText(worst.templateId, longest.name),
        template: this.masked(worst.template, longest.template),
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

  /** Whether the end is the last that is known: events after it have begun the incident anew. */
  private endsLast(): boolean {
    if (!this.ends) return false;
    return this.endTime === undefined || this.lastTime === undefined || this.endTime >= this.lastTime;
  }

  private masked(text: string, limit: number): string {
    return shownText(this.mask(startOf(text)), limit);
  }
}

/** The more severe, then the surer; the first of equals stays. What says the end says nothing of how bad it was. */
function isWorse(row: AlertRow, worst: AlertRow): boolean {
  if (row.resolved !== worst.resolved) return worst.resolved;
  const milder = severityRank(row.severity) - severityRank(worst.severity);
  return milder === 0 ? row.confidence > worst.confidence : milder < 0;
}

/** Keeps no more of a row than is shown: its text may be long. */
function lean(row: AlertRow): AlertRow {
  const [cause, action, evidence, template] = [row.cause, row.action, row.evidence, row.template].map(
    (text) => Buffer.from(startOf(text)).toString(),
  ) as [string, string, string, string];
  return { ...row, cause, action, evidence, template, text: "", hosts: [] };
}

function later(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}
