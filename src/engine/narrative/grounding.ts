import { joiningWords } from "../asking/common-words.ts";
import { quotable, spokenIn } from "../asking/line-words.ts";
import { wordsOf } from "../asking/text-words.ts";
import type { Incident } from "../correlation/incident.ts";
import type { Severity } from "../verdict.ts";
import type { Claim, Narrative } from "../verdicts/narrative.ts";
import { NamedWords, namesIn } from "./claimed-names.ts";
import { HostileClaims } from "./hostile-claims.ts";
import { areTold, type Moments, momentOf, momentsIn } from "./moments.ts";
import { isAbout, isSame, type Quantity, quantitiesIn, quantitiesOfLine } from "./quantities.ts";
import type { ShownIncident, TimelineLine } from "./timeline-lines.ts";

/**
 * Why a claim is not shown. docs/incidents.md explains each to users.
 *
 * | drop | the claim … |
 * | --- | --- |
 * | `no_lines` | cites nothing, or an entry that was not shown |
 * | `hostile` | passes on what a log line asks for, gives commands that destroy or addresses, talks the incident down, or repeats our instructions |
 * | `placeholder` | names a masked value that its entries do not have |
 * | `quote` | quotes what its entries do not say |
 * | `moment` | names a time or a date that its entries do not have |
 * | `quantity` | names a number or a duration that its entries do not have |
 * | `name` | names a service, a host, a file or an error that its entries do not have |
 * | `unrelated` | says nothing, or has no word of its entries |
 * | `repeated` | was told before |
 */
export type Drop =
  | "no_lines"
  | "hostile"
  | "placeholder"
  | "quote"
  | "moment"
  | "quantity"
  | "name"
  | "unrelated"
  | "repeated";

/** The claims of a narrative that rest on their lines. */
export interface GroundedNarrative extends Narrative {
  /** The claims that do not, by reason. */
  readonly dropped: ReadonlyMap<Drop, number>;
}

const placeholders = /<~*[A-Za-z][A-Za-z0-9_]{1,23}(?::[A-Za-z0-9]{1,16})?>|<\*>/g;
const quotes =
  /"([^"]{1,160})"|“([^”]{1,160})”|„([^“”]{1,160})[“”]|«\s?([^»]{1,160}?)\s?»|「([^」]{1,80})」|(?<![\p{L}\p{N}])'([^']{1,160})'(?![\p{L}\p{N}])|`([^`]{1,160})`/gu;
/** `line 3`, `lines 2 and 4`, `[1]`, `#3`: of the timeline, not of the log. */
const references =
  /(?:\b(?:lines?|entry|entries|zeilen?|lignes?|l[ií]neas?|linhas?|righe?|ids?)\b|行) ?#?\d{1,2}(?:(?:, | and | und | et | y | e |–|-)\d{1,2})*|[[(]\d{1,2}(?:, ?\d{1,2})*[\])]|(?<=^|\s)#\d{1,2}\b|^\d[.)] /giu;
/** What counts nothing: severities, and `24/7`. */
const uncounted = /\bP[0-5]\b|\b24\/7\b/g;
/** A claim in English about lines in English has a word of theirs. */
const ofAllEntries = /\b(?:incident|outage|entry|entries|timeline)\b/i;
const english = /\b(?:the|is|was|were|are|and|of|to|because|after|which|by)\b/gi;

/** Judges the claims of narratives about one incident. */
export class Grounding {
  private readonly incident: Incident;
  private readonly shown: ShownIncident;
  private readonly hostile: HostileClaims;

  constructor(incident: Incident, shown: ShownIncident) {
    this.incident = incident;
    this.shown = shown;
    this.hostile = new HostileClaims([
      incident.title,
      ...incident.timeline.flatMap(({ examples, service, host }) => [...examples, service, host]),
    ]);
  }

  grounded({ summary, cause, steps, confidence }: Narrative): GroundedNarrative {
    const dropped = new Map<Drop, number>();
    const kept = (claims: readonly Claim[], isStep: boolean): Claim[] => {
      const said = new Set<string>();
      return claims.filter((claim) => {
        const words = quotable(claim.text);
        const drop = said.has(words) ? "repeated" : this.dropOf(claim, isStep);
        if (drop === undefined) said.add(words);
        else dropped.set(drop, (dropped.get(drop) ?? 0) + 1);
        return drop === undefined;
      });
    };
    const keptCauses = kept(cause === undefined ? [] : [cause], false);
    return {
      summary: kept(summary, false),
      cause: keptCauses[0],
      steps: kept(steps, true),
      confidence,
      dropped,
    };
  }

  /** Why a claim is not shown; undefined where it rests on its lines. */
  dropOf({ text, lines }: Claim, isStep: boolean): Drop | undefined {
    const cited = this.shown.lines.filter(({ id }) => lines.includes(id));
    if (cited.length === 0 || cited.length < new Set(lines).size) return "no_lines";
    const severities = new Set<Severity>([
      this.incident.severity,
      ...cited.map(({ entry }) => entry.severity),
    ]);
    if (this.hostile.isHostile(text, isStep, severities)) return "hostile";
    return new Evidence(cited, this.shown, this.incident).lacks(text, isStep);
  }
}

/** What the cited lines and the incident itself say. */
class Evidence {
  private readonly texts: readonly string[];
  private readonly words: NamedWords;
  /** Of the texts. */
  private readonly labels: readonly Quantity[];
  /** And what follows from the entries. */
  private readonly quantities: readonly Quantity[];
  private readonly durations: readonly number[];
  private readonly moments: Pick<Moments, "times" | "dates">;

  constructor(cited: readonly TimelineLine[], shown: ShownIncident, incident: Incident) {
    const { hosts, services, timeline, first, last } = incident;
    this.texts = [
      ...cited.flatMap(({ service, host, log, template }) => [service, host, log, template]),
      shown.title,
      ...shown.origin,
    ];
    this.words = new NamedWords(this.texts.map((text) => text.replace(placeholders, " ")));
    const counts = cited.map(({ entry }) => entry.count);
    const sum = counts.reduce((all, count) => all + count, 0);
    const different = (texts: readonly string[]): number => new Set(texts).size;
    const told = [
      ...[sum, ...counts, cited.length, timeline.length],
      ...[hosts.length, services.length, services.length - 1],
      ...[different(cited.map(({ service }) => service)), different(cited.map(({ host }) => host))],
    ];
    this.labels = this.texts.flatMap(quantitiesOfLine);
    this.quantities = [
      ...this.labels,
      ...told.map((value): Quantity => ({ plain: [value], dimension: "multiple", factor: 1, decimals: 0 })),
    ];
    const times = [first, last, ...cited.flatMap(({ entry }) => [entry.first, entry.last])];
    this.durations = times.flatMap((one) => times.map((other) => Math.abs(one - other)));
    const moments = [...times.map(momentOf), ...this.texts.map(momentsIn)];
    this.moments = {
      times: moments.flatMap((each) => each.times),
      dates: moments.flatMap((each) => each.dates),
    };
  }

  /** What of a claim these texts do not have. */
  lacks(text: string, isStep: boolean): Drop | undefined {
    const named = (text.match(placeholders) ?? []).map((each) => each.toLowerCase());
    if (named.some((each) => !this.texts.some((line) => line.toLowerCase().includes(each))))
      return "placeholder";
    let rest = text.replace(placeholders, " … ");
    const commands: string[] = [];
    for (const [whole, ...groups] of rest.matchAll(quotes)) {
      const quote = groups.find((group) => group !== undefined) ?? "";
      const isCommand = whole.startsWith("`") && isStep;
      if (isCommand) commands.push(quote);
      if (isCommand || this.quotes(quote)) rest = rest.replace(whole, " ¦ ");
      else if (/\s/.test(quote.trim()) || !this.words.holdsWordsOf(quote)) return "quote";
    }
    const moments = momentsIn(rest.replace(references, " ").replace(uncounted, " "));
    if (!areTold(moments, this.moments)) return "moment";
    const { found, rest: worded } = quantitiesIn(moments.rest);
    if (!found.every((quantity) => this.counts(quantity) || (isStep && isWhole(quantity)))) return "quantity";
    const { identifiers, unlikely } = namesIn(worded, isStep, commands);
    if (
      !identifiers.every((name) => this.holds(name)) ||
      !unlikely.every((name) => this.words.holdsWordsOf(name))
    )
      return "name";
    return isUnrelated(text, this.words, named.length > 0) ? "unrelated" : undefined;
  }

  private quotes(quote: string): boolean {
    const parts = quote.split(/…|\.{3}/).map(quotable);
    return parts.every((part) => part === "" || this.words.text.includes(` ${part}`));
  }

  private counts(quantity: Quantity): boolean {
    if (quantity.isLabel === true) return this.labels.some((each) => isSame(quantity, each));
    return this.quantities.some((each) => isSame(quantity, each)) || isAbout(quantity, this.durations);
  }

  private holds(name: string): boolean {
    // `/dev/nvme0` is nvme0.
    if (this.words.holds(name.replace(/^\/dev\//, ""))) return true;
    // `HTTP-503`, `exit=137`: a word and a number.
    const [, word = "", digits = ""] = /^(\p{L}+)[-_=:]?(\d+)$/u.exec(name) ?? [];
    if (/^(?:http|status|code|error|exit|port|errno|sql|rc)$/i.test(word)) {
      const plain = [Number(digits)];
      return this.counts({ plain, dimension: undefined, factor: 1, decimals: 0 });
    }
    return false;
  }
}

/** Nobody needs evidence for what 100 % is. */
function isWhole({ dimension, plain }: Quantity): boolean {
  return dimension === "share" && plain.includes(100);
}

/** Whether a sentence says nothing, or has no word of its lines. */
function isUnrelated(text: string, words: NamedWords, namesValues: boolean): boolean {
  if (spokenIn(wordsOf(text)).length < 2) return true;
  if (
    namesValues ||
    (text.match(english) ?? []).length < 2 ||
    ofAllEntries.test(text) ||
    words.sharesWords(text)
  )
    return false;
  return wordsOf(text).some(({ stem }) => stem.length > 1 && !joiningWords.has(stem));
}
