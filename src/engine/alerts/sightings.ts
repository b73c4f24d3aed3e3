import { TemplateMiner } from "../templates/template-miner.ts";
import { UnitReader } from "../templates/unit-key.ts";
import { type Severity, severityRank } from "../verdict.ts";
import { hashOf } from "./alert-keys.ts";
import { type AlertRow, type ResultRow, readAlertRow } from "./alert-row.ts";
import { type Sighting, SightingBuilder } from "./sighting.ts";

export interface SightingOptions {
  /** Takes out of a text what must not leave the network. */
  readonly mask: (text: string) => string;
  /** Milder ones are counted only; see `mildestAlerted`. */
  readonly mildest: Severity;
  /** Stands before the names of the fields that llamaanalyze adds. */
  readonly prefix?: string;
  readonly mostIdentities?: number;
}

export interface Sightings {
  /** One for each incident met, at most `mostIdentities`. */
  readonly sightings: readonly Sighting[];
  readonly rows: number;
  /** Events that rows stand for, of all rows. */
  readonly events: number;
  /** Rows that are no incident: normal, or milder than what anybody is told of. */
  readonly belowThreshold: number;
  /** Rows without a verdict. */
  readonly notJudged: number;
  /** Rows of further incidents than could be told apart. */
  readonly others: number;
}

/** Groups rows by incident as they come one by one, in bounded memory: what is kept of an incident is what is shown. */
export class SightingCollector {
  private readonly options: SightingOptions;
  private readonly mostIdentities: number;
  private readonly builders = new Map<string, SightingBuilder>();
  private readonly budget = { hosts: 100_000 };
  /** Tells the form of a text from its values; templates of its own play no part in it. */
  private reader: UnitReader | undefined;
  private rows = 0;
  private events = 0;
  private belowThreshold = 0;
  private notJudged = 0;
  private others = 0;

  constructor(options: SightingOptions) {
    this.options = options;
    this.mostIdentities = options.mostIdentities ?? 10_000;
  }

  add(fields: ResultRow): void {
    const row = readAlertRow(fields, this.options.prefix);
    this.rows++;
    this.events += row.count;
    if (!row.resolved && severityRank(row.severity) > severityRank(this.options.mildest)) {
      if (row.judged) this.belowThreshold++;
      else this.notJudged++;
      return;
    }
    const identity = this.identityOf(row);
    let builder = this.builders.get(identity);
    if (builder === undefined) {
      if (this.builders.size >= this.mostIdentities) {
        this.others++;
        return;
      }
      builder = new SightingBuilder(identity, this.options.mask, this.budget);
      this.builders.set(identity, builder);
    }
    builder.add(row);
  }

  collected(): Sightings {
    const { rows, events, belowThreshold, notJudged, others } = this;
    const sightings = [...this.builders.values()].map((builder) => builder.built());
    return { sightings, rows, events, belowThreshold, notJudged, others };
  }

  /**
   * What makes two rows the same incident, in any search and at any time. A row without template is known by the form
   * of its text, so that neither a time nor an id in it makes another incident of each line; without text, as after
   * `stats count by service_name`, by its service.
   */
  private identityOf({ incidentId, service, templateId, template, text }: AlertRow): string {
    if (incidentId !== "") return hashOf(["incident", incidentId]);
    if (templateId !== "") return hashOf(["template", service, templateId]);
    if (template !== "") return hashOf(["unit", service, template]);
    if (text === "") return hashOf(["service", service]);
    this.reader ??= new UnitReader(new TemplateMiner());
    const { entry, counts } = this.reader.read(text);
    return hashOf(["text", service, entry.shape, counts]);
  }
}
