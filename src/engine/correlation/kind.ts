import type { TriagedUnit } from "../triage.ts";
import { type Severity, severityRank } from "../verdict.ts";
import { Samples } from "./samples.ts";
import type { Writer } from "./writer.ts";

/** Events of one unit by one writer. */
export class Kind {
  /** Empty until all events are there: only then it is known what their writers are. */
  service = "";
  readonly writer: Writer;
  readonly unit: TriagedUnit;
  readonly samples = new Samples();

  constructor(writer: Writer, unit: TriagedUnit) {
    this.writer = writer;
    this.unit = unit;
  }

  /** The verdict's, once there is one. */
  get severity(): Severity {
    return this.unit.verdict?.judgement?.severity ?? this.unit.assessment.severity;
  }

  get isBad(): boolean {
    return severityRank(this.severity) < 5;
  }
}
