import { Reading } from "../../src/engine/reading/reading.ts";
import { Triage } from "../../src/engine/triage.ts";
import { type Severity, severityRank } from "../../src/engine/verdict.ts";

/** What the analyst says about one line. */
export interface Finding {
  readonly line: string;
  readonly severity: Severity;
  /** The cause without its quotation of the line, in lower case: words that the line itself brings prove nothing. */
  readonly cause: string;
  /** What decided by the words of the line alone. */
  readonly rule: string;
}

/** The first findings of a table are what a reader sees, so only these can name a cause. */
const findingsRead = 3;

/** Judges a log without a model, each line as an event. @returns its lines, the worst first, equally bad ones in order */
export async function findingsIn(lines: readonly string[]): Promise<Finding[]> {
  const triage = new Triage({ fallback: "local", perEvent: false });
  const texts = lines.map((line) => triage.known(line) ?? triage.read(line, new Reading(line)));
  const units = texts.map((text) => {
    const unit = triage.assign(text);
    triage.observe(unit, undefined);
    return unit;
  });
  await triage.settle(units, true);
  const findings = units.map((unit, at): Finding => {
    const judgement = unit.verdict?.judgement;
    if (judgement == null) throw new Error(`a line was not judged: ${lines[at]}`);
    const { severity, rootCause } = judgement;
    return {
      line: lines[at] ?? "",
      severity,
      cause: rootCause.replace(/^"[^"]*": /, "").toLowerCase(),
      rule: unit.assessment.rule,
    };
  });
  return findings.sort((one, other) => severityRank(one.severity) - severityRank(other.severity));
}

export function isAtLeast(severity: Severity, mildest: Severity): boolean {
  return severityRank(severity) <= severityRank(mildest);
}

/** Whether one of the findings that are read, none milder than `mildest`, has a word of each group in its cause. */
export function namesGroups(
  findings: readonly Finding[],
  groups: readonly (readonly string[])[],
  mildest: Severity,
): boolean {
  return causesRead(findings, mildest).some((cause) =>
    groups.every((group) => group.some((word) => cause.includes(word))),
  );
}

/** Words that a title has whatever it is about. */
const general = new Set(
  "a an the of to for in on at by due and or with without when its it is are not from during under into per after via set does fails fail failed failure failures error errors issue issues problem problems detected experiences specified value causes caused against reaching".split(
    " ",
  ),
);
const stemLength = 5;

/** The important words of a title: not the general ones, each cut to the letters that its other forms share. */
export function stemsOf(title: string): string[] {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...new Set(words.filter((word) => !general.has(word)).map((word) => word.slice(0, stemLength)))];
}

/** Whether one of the findings that are read, none milder than P3, shares two important words with the title. */
export function namesTitle(findings: readonly Finding[], title: string): boolean {
  const stems = stemsOf(title);
  return causesRead(findings, "P3").some((cause) => {
    const words = cause.match(/[a-z0-9]+/g) ?? [];
    const shared = stems.filter((stem) => words.some((word) => word.startsWith(stem)));
    return shared.length >= Math.min(2, stems.length);
  });
}

function causesRead(findings: readonly Finding[], mildest: Severity): string[] {
  const causes = findings.filter(({ severity }) => isAtLeast(severity, mildest)).map(({ cause }) => cause);
  return [...new Set(causes)].slice(0, findingsRead);
}
