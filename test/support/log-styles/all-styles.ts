import scores from "../../fixtures/log-styles-drain3.json" with { type: "json" };
import { clusters } from "./clusters.ts";
import { commonValues } from "./common-values.ts";
import { devices } from "./devices.ts";
import { machines } from "./machines.ts";
import { places } from "./places.ts";
import { proxies } from "./proxies.ts";
import { services } from "./services.ts";
import { linesOf, type StyledLine } from "./style.ts";

/** Styles to choose by, and styles that only report: whoever reads the misses of these chooses by them. */
export type Use = "choose" | "report";

export interface StyledLog {
  readonly name: string;
  readonly use: Use;
  readonly lines: readonly StyledLine[];
}

/** Grouping accuracy of Drain3 with its defaults, by style. */
export const drain3Scores: Readonly<Record<string, number>> = scores;
/** A style on which Drain3 is better than this does not count. */
export const mostForDrain3 = 0.75;

/** Every third style only reports. */
export function styledLogs(): StyledLog[] {
  const styles = [...proxies, ...devices, ...machines, ...clusters, ...services, ...places];
  return styles.map((style, at) => ({
    name: style.name,
    use: at % 3 === 2 ? "report" : "choose",
    lines: linesOf(style, commonValues),
  }));
}
