import { Reading } from "../reading/reading.ts";
import { TemplateMiner } from "../templates/template-miner.ts";
import { UnitReader } from "../templates/unit-key.ts";
import { type Severity, severityRank } from "../verdict.ts";
import { hashOf } from "./alert-keys.ts";
import { type AlertRow, type ResultRow, type RowReading, readAlertRow } from "./alert-row.ts";
import { CorrelatedRows } from "./correlated-rows.ts";
import { isFingerprint, isMergedIncident, occurrenceOfIncident } from "./incident-row.ts";
import { type MaskWords, type Occurrence, OccurrenceBuilder } from "./occurrence.ts";

export interface OccurrenceOptions extends RowReading {
  readonly mask: MaskWords;
  /** Milder rows are only counted; see `mildestAlerted`. */
  readonly mildest: Severity;
  readonly mostIdentities?: number;
}

export interface Occurrences {
  /** One for each incident, at most `mostIdentities`. */
  readonly occurrences: readonly Occurrence[];
  readonly rows: number;
  /** Events that all rows together stand for. */
  readonly events: number;
  /** Rows that are no incident: normal, or milder than `mildest`. */
  readonly belowThreshold: number;
  /** Rows without a verdict. */
  readonly notJudged: number;
  /** Rows of incidents beyond `mostIdentities`. */
  readonly others: number;
  /** Rows of an unknown severity, how many of them count as P1, and some of the unknown words, which may be log text. */
  readonly oddSeverities: number;
  readonly oddTaken: number;
  readonly oddWords: readonly string[];
  /** Rows with control fields that were not obeyed. */
  readonly controlsIgnored: number;
  /** Rows of events with a field like llamaincident's fingerprint, which is not obeyed. */
  readonly fingerprintsIgnored: number;
  /** Rows that name several services. */
  readonly severalServices: number;
}

const mostOddWords = 5;

/** Groups rows by incident one by one. Memory is bounded, because only what is shown of an incident is kept. */
export class OccurrenceCollector {
  private readonly options: OccurrenceOptions;
  private readonly mostIdentities: number;
  private readonly builders = new Map<string, OccurrenceBuilder>();
  private readonly incidents = new Map<string, Occurrence>();
  private readonly budget = { hosts: 100_000 };
  /** Reads the shape of a text. Its templates are not used. */
  private reader: UnitReader | undefined;
  /** Which kinds are one incident. */
  readonly correlated = new CorrelatedRows();
  private rows = 0;
  private events = 0;
  private belowThreshold = 0;
  private notJudged = 0;
  private others = 0;
  private oddSeverities = 0;
  private oddTaken = 0;
  private readonly oddWords = new Set<string>();
  private controlsIgnored = 0;
  private fingerprintsIgnored = 0;
  private severalServices = 0;

  constructor(options: OccurrenceOptions) {
    this.options = options;
    this.mostIdentities = options.mostIdentities ?? 10_000;
  }

  add(fields: ResultRow): void {
    const row = readAlertRow(fields, this.options);
    const isTold = row.resolved || severityRank(row.severity) <= severityRank(this.options.mildest);
    const identity = isTold ? this.identityOf(row) : undefined;
    if (row.incidentId === "" && !row.resolved) this.correlated.add(row, identity);
    this.rows++;
    this.events += row.count;
    this.noteOddities(row);
    if (fields.get("fingerprint")?.some(isFingerprint) === true) this.fingerprintsIgnored++;
    if (identity === undefined) {
      if (row.judged) this.belowThreshold++;
      else this.notJudged++;
      return;
    }
    let builder = this.builders.get(identity);
    if (builder === undefined) {
      if (this.builders.size >= this.mostIdentities) {
        this.others++;
        return;
      }
      builder = new OccurrenceBuilder(identity, this.options.mask, this.budget);
      this.builders.set(identity, builder);
    }
    builder.add(row);
  }

  /** Adds a row of llamaincident: an incident as it is, with its fingerprint. */
  addIncident(fields: ResultRow): void {
    const { mask, mildest, serviceFields, mostIdentities = 10_000 } = this.options;
    const occurrence = occurrenceOfIncident(fields, { mask, ...(serviceFields && { serviceFields }) });
    // What is no incident after all is read as any other row: rather told oddly than not at all.
    if (occurrence === undefined) {
      this.add(fields);
      return;
    }
    this.rows++;
    this.events += occurrence.count;
    const isMild = !occurrence.ending && severityRank(occurrence.severity) > severityRank(mildest);
    if (isMild || isMergedIncident(fields)) this.belowThreshold++;
    else if (this.incidents.size >= mostIdentities) this.others++;
    else this.incidents.set(occurrence.identity, occurrence);
  }

  collected(): Occurrences {
    const { rows, events, belowThreshold, notJudged, others } = this;
    const { oddSeverities, oddTaken, controlsIgnored, fingerprintsIgnored, severalServices } = this;
    return {
      occurrences: [
        ...this.incidents.values(),
        ...[...this.builders.values()].map((builder) => builder.build()),
      ],
      rows,
      events,
      belowThreshold,
      notJudged,
      others,
      oddSeverities,
      oddTaken,
      oddWords: [...this.oddWords],
      controlsIgnored,
      fingerprintsIgnored,
      severalServices,
    };
  }

  private noteOddities({ oddSeverity, oddWord, judged, controlIgnored, severalServices }: AlertRow): void {
    if (controlIgnored) this.controlsIgnored++;
    if (severalServices) this.severalServices++;
    if (!oddSeverity) return;
    this.oddSeverities++;
    if (judged) this.oddTaken++;
    if (oddWord !== "" && this.oddWords.size < mostOddWords) this.oddWords.add(oddWord);
  }

  /**
   * Rows with the same identity belong to the same incident, in any search and at any time. The service counts in lower
   * case, as in the CMDB; a host that stands in for a service does not count. Without a template the shape of the text
   * counts, so that a time or an id does not make each line another incident. Without a text, as after
   * `stats count by service_name`, the service alone counts.
   */
  private identityOf(row: AlertRow): string {
    const { incidentId, templateId, template, text } = row;
    const service = row.serviceIsHost ? "" : row.service.toLowerCase();
    if (incidentId !== "") return hashOf(["incident", incidentId]);
    if (templateId !== "") return hashOf(["template", service, templateId]);
    if (template !== "") return hashOf(["unit", service, template]);
    if (text === "") return hashOf(["service", row.service.toLowerCase()]);
    this.reader ??= new UnitReader(new TemplateMiner());
    const { entry, keptValues } = this.reader.read(new Reading(text));
    return hashOf(["text", service, entry.shape, keptValues]);
  }
}
