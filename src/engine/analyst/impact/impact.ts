import type { Level } from "../../reading/level/level-words.ts";
import type { Reading } from "../../reading/reading.ts";
import { severityRank, shiftSeverity } from "../../verdict.ts";
import { besideFailures, figureBesideFailures, type KnownPart } from "./beside-failures.ts";
import { isCounted, statedBy } from "./clause-impact.ts";
import { type Clause, clausesOf, isKind, kindsIn, spokenText, toldIn } from "./clauses.ts";
import { factsOf, isElsewhere, statesIn, writtenAt } from "./facts.ts";
import { isRiskySuccess, measuredByFields } from "./field-measures.ts";
import { severityBeyondLimit } from "./limits.ts";
import type { Measured } from "./measured.ts";
import { severityOfDelay, severityOfEnding, severityOfFilling } from "./measures.ts";
import { severityForPeople } from "./people.ts";
import { failingPercents, severityOfDecline } from "./shares.ts";
import type { Impact, ImpactKind } from "./stated-impact.ts";
import { isTelling, kinds, subjects } from "./vocabulary.ts";

const { over, unreal } = kinds;

const intrusion =
  /\b(?:root|reverse) shell\b(?! (?:script|access granted to))|\breverse connection\b|\bprivilege escalation\b|\bexfiltrat\w{0,5}\b|\bdata breach\b|\b(?<!not )compromised\b|\bransom (?:note|demand)\b|\bbackdoor\b|\bmass (?:deletion|lockout|download|encryption)\b|\b\d{3,9} accounts (?:were |have been )?(?:locked|disabled)\b|\b(?:personal|customer|patient) (?:data|records)\b.{0,60}\b(?:shown|exposed|visible|public|disclosed)\b|\bsees? (?:the )?(?:orders|data|accounts?|records|invoices|messages|files) of (?:(?:an)?other|(?:customer|user|tenant|patient) \w)|\b(?:readable|accessible|visible|downloadable|open|exposed) (?:without (?:an? )?(?:login|password|authentication)|to (?:anybody|anyone|everybody|the (?:internet|world|public)))\b|\b(?:are|is|were|was) forged\b|\bafter \d{2,6} (?:failures|failed (?:attempts|tries|logins|passwords))\b|\b(?:key|secret|password|credentials?)s? (?:(?:was|were|has been|have been|is|are) )?(?:leaked|stolen|published|compromised|can be forged)\b/i;
const suspicious =
  /\bwithout (?:an? )?(?:second factor|mfa|2fa)\b|\bnew (?:access|api|ssh) keys? (?:was |were )?(?:created|added)\b|\boutside (?:office|business|working) hours\b|\bnew (?:global |domain )?administrator\b|\bnever seen before\b|\b(?:added|granted) (?:itself|himself|herself)\b|\b(?:from|in) two (?:countries|places|cities)\b|\bimpossible travel\b|\b(?:unknown|unexpected|unauthori[sz]ed) (?:admin\w{0,12}|root|user|account|login|device|ssh key)\b|\b(?:was |is )?not me\b|\baudit (?:trail|log)s? (?:was |is )?(?:disabled|switched off|turned off|cleared)\b|\badmin\w{0,12}\b.{0,80}\bunknown (?:country|location|device)\b/gi;
const destroyedInProduction =
  /\b(?:drop|dropped|removed|truncated?|deleted?|destroy(?:s|ed|ing)?|wip(?:es|ed|ing)|terminating|overwr(?:ote|itten)|restored? over)\b.{0,60}\b(?:production|prod|prd|live (?:database|system|data))\b(?![=:]|-\w)|\b(?:production|prod)\b.{0,40}\b(?:dropped|truncated|deleted|destroyed|wiped|terminating|overwritten)\b/i;
const noSpare =
  /\b(?:no|without|zero) (?:more )?(?:redundancy|spares?|parity)\b(?: (?:is |are )?(?:left|remains?|available|to rebuild)| protection)?|\bbeyond redundancy\b/i;

/** As devices and switches report faults: normal, but significant. */
const noticed = /^.{0,100}?(?:[\s[<"':=]notice\b|%[A-Z0-9_]{2,30}-5-)/i;

/**
 * @param words the lower-case words of the line
 * @param knownParts what rules found in the line; asked for where the line may state an impact
 * @returns undefined where the line states no impact
 */
export function impactOf(
  line: Reading,
  words: readonly string[],
  knownParts: () => readonly KnownPart[],
): Impact | undefined {
  const { level } = line.level;
  const isQuiet = level === "debug" || (level === "info" && !noticed.test(line.plain));
  if (isQuiet) return words.some((word) => outages.has(word)) ? wholeOutageIn(line) : undefined;
  if (!words.some(isTelling)) return undefined;
  const text = spokenText(line);
  const clauses = clausesOf(text);
  if (isOver(clauses)) return undefined;
  const known = knownParts();
  const facts = factsOf(line);
  if (isElsewhere(line, facts, toldIn(line))) return undefined;
  const written = writtenAt(line, facts);
  const figures = measuredByFields(facts, written);
  // Kubernetes says `Warning` without a level's marks.
  const isLogged = (level !== "none" && level !== "info") || /^warning\b/i.test(line.plain);
  const state = statesIn(facts);
  const told = [
    ...measured(text, written, level, isLogged),
    isRiskySuccess(facts) ? riskySuccess : undefined,
    ofKind("degraded", figures),
  ];
  return worstOf(level, [
    ...told.map((figure) => figure && figureBesideFailures(figure, known)),
    ...stated(clauses, text, known, isLogged, isLogged && level !== "warning"),
    ...(state === "" ? [] : stated(clausesOf(state), state, known, true)),
  ]);
}

const outages = new Set(["outage", "blackout"]);
const wholeOutage =
  /\b(?:nationwide|worldwide|global|complete|total|major) (?:outage|blackout)\b(?! (?:drill|test|simulation|exercise|report))/i;

/** What no line tells lightly, even one that is only informed of. */
function wholeOutageIn(line: Reading): Impact | undefined {
  const found = wholeOutage.exec(line.message);
  if (found === null || isOver(clausesOf(spokenText(line)))) return undefined;
  return { kind: "outage", severity: "P1", evidence: found[0], whole: true };
}

const riskySuccess: Impact = { kind: "intrusion", severity: "P1", evidence: "success at high risk" };

/** What each clause states. */
function stated(
  clauses: readonly Clause[],
  text: string,
  known: readonly KnownPart[],
  isLogged: boolean,
  isFault = isLogged,
): (Impact | undefined)[] {
  let subject = 0;
  return clauses.map((clause) => {
    const said = besideFailures(clause, known, (each) => statedBy(each, subject, text, isLogged, isFault));
    // A single word is a program's name, such as `checkout:`.
    if (clause.words.length > 1)
      subject = isCounted(clause.words) ? 0 : kindsIn(clause.words) & subjects || subject;
    return said;
  });
}

const connections = /\b(?:connections?|sessions?|clients?|consumers?|nodes?|links?|soft limit)\b/i;

/** Who warns of one connection opens another, and a notice tells of one of many: that pages nobody. */
function atLevel(impact: Impact, level: Level): Impact {
  if (impact.whole === true) return impact;
  const isOne = level === "info" || (level === "warning" && connections.test(impact.evidence));
  return isOne ? { ...impact, severity: shiftSeverity(impact.severity, 1) } : impact;
}

/** The worst; a fault with a consequence of another kind beside it is worse than either. */
function worstOf(level: Level, impacts: readonly (Impact | undefined)[]): Impact | undefined {
  let worst: Impact | undefined;
  const partial = new Set<ImpactKind>();
  for (const stated of impacts) {
    if (stated === undefined) continue;
    const impact = atLevel(stated, level);
    if (impact.severity === "P2" && impact.kind !== "ending") partial.add(impact.kind);
    if (worst === undefined || severityRank(impact.severity) < severityRank(worst.severity)) worst = impact;
  }
  return worst?.severity === "P2" && partial.size > 1 ? { ...worst, severity: "P1" } : worst;
}

/** Without a number and a word like these no end and no delay is told. */
const mentionsTime = /\d|yesterday|last night/i;

/** What figures and certain words say, wherever they stand. */
function measured(text: string, written: string, level: Level, isLogged: boolean): (Impact | undefined)[] {
  const isFault = level !== "info";
  return [
    intrusionIn(text),
    isFault ? destructionIn(text) : undefined,
    isFault ? withoutSpare(text) : undefined,
    ...failingPercents(text).map((share) => ofKind("degraded", share)),
    ofKind("degraded", severityOfDecline(text)),
    ofKind("degraded", severityOfFilling(text)),
    ofKind("outage", severityForPeople(text, level)),
    isLogged ? ofKind("degraded", severityBeyondLimit(text)) : undefined,
    mentionsTime.test(text) ? ofKind("ending", severityOfEnding(text, written)) : undefined,
    ofKind("behind", severityOfDelay(text, written, isLogged)),
  ];
}

function ofKind(kind: ImpactKind, figure: Measured | undefined): Impact | undefined {
  return figure && { kind, ...figure, ...(kind === "ending" && { whole: true }) };
}

function intrusionIn(text: string): Impact | undefined {
  const broken = intrusion.exec(text);
  if (broken !== null) return { kind: "intrusion", severity: "P1", evidence: broken[0] };
  const [warned, another] = text.match(suspicious) ?? [];
  if (warned === undefined) return undefined;
  return { kind: "intrusion", severity: another === undefined ? "P2" : "P1", evidence: warned };
}

function destructionIn(text: string): Impact | undefined {
  const destroyed = destroyedInProduction.exec(text);
  return destroyed === null
    ? undefined
    : { kind: "loss", severity: "P0", evidence: destroyed[0], whole: true };
}

function withoutSpare(text: string): Impact | undefined {
  const bare = noSpare.exec(text);
  if (bare === null || !/\bfail|\blost|\bdegraded/i.test(text)) return undefined;
  return { kind: "service", severity: "P1", evidence: bare[0] };
}

/** Whether the message begins by saying that it is over, or did not happen. A single word before is a program's name. */
function isOver(clauses: readonly Clause[]): boolean {
  const first = clauses.findIndex(({ words }) => words.length > 1);
  return clauses
    .slice(0, Math.min(3, first < 0 ? clauses.length : first + 1))
    .some(({ words }) => words.slice(0, 3).some((word) => isKind(word, over | unreal)));
}
