import type { TriagedUnit } from "../triage.ts";
import type { Unit } from "../unit.ts";
import { type Judgement, type Severity, severityRank } from "../verdict.ts";
import { speaksOfMachine } from "./programs.ts";
import { Samples } from "./samples.ts";
import type { Writer } from "./writer.ts";

/** What is known of a unit: by the analyst, and by the verdict on it where there is one. */
export interface JudgedUnit extends Pick<TriagedUnit, "assessment"> {
  readonly unit: Pick<Unit, "text" | "template" | "templateId">;
  readonly verdict: { readonly judgement: Judgement | null } | undefined;
}

/** Events of one unit by one writer. */
export class Kind {
  /** Empty until all events are there: only then it is known what their writers are. */
  service = "";
  /** Whether the name of its service is that of a part of what runs on its host, such as a class: the host is meant. */
  isPart = false;
  readonly writer: Writer;
  readonly unit: JudgedUnit;
  readonly samples = new Samples();

  constructor(writer: Writer, unit: JudgedUnit) {
    this.writer = writer;
    this.unit = unit;
  }

  /** The verdict's, once there is one. */
  get severity(): Severity {
    return this.unit.verdict?.judgement?.severity ?? this.unit.assessment.severity;
  }

  /** Whether the host is meant and not the program. */
  get speaksOfHost(): boolean {
    return this.isPart || speaksOfMachine(this.service);
  }

  /** Whether its lines tell of a failure, and not only of something unusual. */
  get isFailure(): boolean {
    return severityRank(this.severity) <= 3;
  }

  get isBad(): boolean {
    return severityRank(this.severity) < 5;
  }
}
