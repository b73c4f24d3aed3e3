import { type Severity, severities, severityRank } from "../../src/engine/verdict.ts";

/** What a line is labelled with, and what came out. */
export interface Judged {
  readonly wanted: Severity;
  readonly came: Severity;
}

/** How many of how many lines. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export interface SeverityScore {
  /** P0 and P1 lines that came out as P0 or P1. */
  readonly pagesKept: Share;
  readonly withinOne: Share;
  readonly exact: Share;
  /** P5 lines that came out as P0 to P3. */
  readonly falsePositives: Share;
  /** Lines by label (row) and by what came out (column), each P0 to P5. */
  readonly confusion: readonly (readonly number[])[];
}

const mildestPage = severityRank("P1");
const mildestPositive = severityRank("P3");

export function scoreOf(judged: readonly Judged[]): SeverityScore {
  const pages = judged.filter(isPage);
  const normal = judged.filter(isNormal);
  return {
    pagesKept: shareOf(pages, (each) => !isLostPage(each)),
    withinOne: shareOf(judged, (each) => distance(each) <= 1),
    exact: shareOf(judged, (each) => distance(each) === 0),
    falsePositives: shareOf(normal, isFalsePositive),
    confusion: severities.map((wanted) =>
      severities.map((came) => judged.filter((each) => each.wanted === wanted && each.came === came).length),
    ),
  };
}

/** Whether a line counts against any share but the exact ones. */
export function isMiss(judged: Judged): boolean {
  return isLostPage(judged) || isFalsePositive(judged) || distance(judged) > 1;
}

function isPage({ wanted }: Judged): boolean {
  return severityRank(wanted) <= mildestPage;
}

function isLostPage(judged: Judged): boolean {
  return isPage(judged) && severityRank(judged.came) > mildestPage;
}

function isNormal({ wanted }: Judged): boolean {
  return wanted === "P5";
}

function isFalsePositive(judged: Judged): boolean {
  return isNormal(judged) && severityRank(judged.came) <= mildestPositive;
}

function distance({ wanted, came }: Judged): number {
  return Math.abs(severityRank(wanted) - severityRank(came));
}

function shareOf(judged: readonly Judged[], counts: (each: Judged) => boolean): Share {
  return { count: judged.filter(counts).length, of: judged.length };
}
