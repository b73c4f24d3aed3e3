import type { Severity } from "../../verdict.ts";

/** What a line says is hit. */
export type ImpactKind =
  | "loss"
  | "outage"
  | "service"
  | "degraded"
  | "refused"
  | "ending"
  | "behind"
  | "intrusion";

/** How bad a line says that things are, in words that no rule knows. */
export interface Impact {
  readonly kind: ImpactKind;
  readonly severity: Severity;
  /** The words that say so. */
  readonly evidence: string;
  /** All of it is hit, or it is lost: such a statement outweighs a known failure that may be one of many causes. */
  readonly whole?: boolean;
}
