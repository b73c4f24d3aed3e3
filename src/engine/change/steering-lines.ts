import type { KindCounts } from "./kind-counts.ts";

/** A line that tells of what people or their tools did: a new version, another configuration, a start. */
export interface SteeringLine {
  /** Epoch seconds; null where the line has no time. */
  readonly first: number | null;
  readonly count: number;
  readonly text: string;
}

const steering =
  /\b(?:deploy(?:ed|ing|ment)\b|roll(?:ed |ing )?(?:out|back)|rollback|releas(?:ed|ing) (?:version|v?\d)|new (?:version|release)|version[ =:]\S*\d|upgrad(?:e|ed|ing) (?:to|from)|migrat(?:ion|ing|ed)|configuration (?:changed|(?:re)?loaded|applied|updated)|config (?:reload|update)(?:ed)?|feature flag|scal(?:ed|ing) (?:up|down|out|in|to)|ScalingReplicaSet|restart(?:ed|ing)\b|started version)/i;
const most = 5;

/** Lines of the second side alone that may be what has changed the others, the earliest first. */
export function steeringLines(kinds: readonly KindCounts[]): SteeringLine[] {
  return kinds
    .flatMap(({ sides: [before, after] }) => {
      const [text = ""] = after.sample.texts;
      return before.count === 0 && steering.test(text)
        ? [{ first: after.first ?? null, count: after.count, text }]
        : [];
    })
    .sort((one, other) => one.count - other.count)
    .slice(0, most)
    .sort((one, other) => (one.first ?? 0) - (other.first ?? 0));
}
