import type { KindEvents } from "./event-columns.ts";
import type { Kind } from "./kind.ts";

/** A kind with its events. */
export interface ObservedKind {
  readonly kind: Kind;
  readonly events: KindEvents;
}
