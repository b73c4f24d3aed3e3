import type { Assessment } from "../analyst/assess.ts";
import { type Judgement, severityRank, shiftSeverity } from "../verdict.ts";
import { invisibleCharacters } from "./data-lines.ts";

/** What a model's verdicts may do beside the embedded analyst's: `authority` of its endpoint. */
export type Authority = "lower" | "raise" | "explain";

/**
 * Keeps a verdict at most one step milder than the embedded analyst's assessment, or as its endpoint's authority says. It
 * may not be milder at all if the text seems to address the model or a known failure pages: no log line can lower its own
 * severity. The caller flags a raised verdict `raised_to_floor`. The model's texts stay, because they may still name the
 * cause.
 *
 * @param floor the embedded analyst's assessment of the same text
 */
export function applyFloor(
  judgement: Judgement,
  { severity, known }: Pick<Assessment, "severity" | "known">,
  suspectedInjection: boolean,
  authority: Authority = "lower",
): { judgement: Judgement; raised: boolean } {
  const pages = known && severityRank(severity) <= severityRank("P1");
  const holds = suspectedInjection || pages || authority !== "lower";
  const mildest = holds ? severity : shiftSeverity(severity, 1);
  const isMilder = severityRank(judgement.severity) > severityRank(mildest);
  if (!isMilder && (authority !== "explain" || judgement.severity === severity))
    return { judgement, raised: false };
  return {
    judgement: { ...judgement, severity: mildest, anomalyDetected: mildest !== "P5" },
    raised: isMilder,
  };
}

const audience =
  "(?:assistant|chat ?bot|bot|(?:language |large language )?model|llm|a\\.?i\\.?|agent|analyst)";
const mild =
  "(?:p[345]\\b|normal\\b|benign|harmless|expected behaviou?r|informational|false positive|not an? (?:anomaly|issue|incident|problem)|no (?:anomaly|anomalies|issue|action)|low severity|non-?critical)";

/**
 * Words addressed to a model. Each pattern includes their object, because logs also ignore, respond and override. A
 * wrong or a missed suspicion changes the floor of one unit by one step.
 */
const signs: readonly RegExp[] = [
  // Orders to drop the instructions.
  /\b(?:ignore|disregard|forget|override|bypass)\b (?:\w{1,20} ){0,4}?(?:instructions?|prompts?|directives?|guidelines)\b/,
  /\b(?:ignore|disregard|forget)\b (?:everything|anything|all|what) (?:\w{1,20} ){0,3}?(?:above|before|prior|previous|previously|said|told)\b/,
  /\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |these |those |previous |prior |above |earlier ){1,3}rules\b/,
  /\b(?:ignoriere?|vergiss|missachte) (?:\S{1,20} ){0,3}?(?:anweisungen|instruktionen|vorgaben|regeln)\b/,
  /\b(?:ignorez?|oubliez?) (?:\S{1,20} ){0,3}?(?:instructions|consignes)\b/,
  /\b(?:ignora|olvida|ignore|esqueça) (?:\S{1,20} ){0,3}?(?:instrucciones|instruções|istruzioni)\b/,
  /\b(?:new|updated|real|actual|following|additional) instructions? ?(?:for (?:you|the)\b|:)/,
  // A new role.
  new RegExp(`\\byou are (?:now |actually |really )?(?:an? |the |my )(?:[\\w-]{1,20} ){0,4}?${audience}\\b`),
  /\byou are now (?:an? |my |acting|no longer|free|dan\b|in (?:\w{1,20} ){1,2}mode\b)/,
  /\b(?:act|behave|respond) as (?:if you|an? (?:[\w-]{1,20} ){0,3}?(?:assistant|language model|llm|ai)\b)/,
  /\b(?:from now on|henceforth),? you (?:are|will|must|should)\b/,
  /\b(?:system|initial|hidden) prompts?\b/,
  /\bas an ai\b|\bprompt injection\b|\bjailbreak/,
  /\b(?:note|message|attention|instructions?|reminder|dear|hey|hello)(?: (?:to|for))?(?: the| any| all)? (?:[\w-]{1,20} ){0,2}?(?:ai|llm|language model|assistant|chat ?bot)\b/,
  // A verdict put into its mouth.
  /\b(?:respond|reply|answer|output|return|print|say) (?:only |just |exactly |always )?(?:with )?(?:only |just |exactly |the |a |an )?(?:severity|verdicts?|p[0-5]\b|"?anomaly|no anomal)/,
  new RegExp(`\\b(?:respond|reply|answer) (?:only |just |always )?with\\W.{0,20}?${mild}`),
  new RegExp(
    `\\b(?:classify|mark|rate|treat|label|consider|report|judge|assess|regard|grade|score)\\b (?:this|these|it|them|all|every|everything|the)\\b.{0,40}?\\b${mild}`,
  ),
  new RegExp(`\\bset (?:the |its |this )?severity\\b.{0,20}?${mild}`),
  /\b(?:do not|don't|never|must not|should not) (?:flag|report|escalate|alert|page|raise|classify|mark)\b.{0,30}?\b(?:this|these|it|anyone|anomal|incident|line|event|log)/,
  // Imitations of our reply, of our request and of chat templates.
  /["']?\banomaly_detected\b["'\\]{0,4} ?[:=]|["']?\brecommended_action\b["'\\]{0,4} ?[:=]/,
  /["']verdicts\\{0,3}["'] ?:/,
  /["']severity\\{0,3}["'] ?: ?\\{0,3}["']p[345]\b/,
  /\blog lines (?:begin|end)\b/,
  /\{ ?\\{0,3}"id\\{0,3}" ?: ?\d{1,4} ?, ?\\{0,3}"log\\{0,3}" ?:/,
  /<[|｜][^<>|｜]{1,40}[|｜]>|\[\/?inst\]|<<\/?sys>>|<\/?(?:start_of_turn|end_of_turn|system|assistant|think)>/,
  /(?:^|\s)#{2,4} ?(?:system|instructions?|response|assistant|human|user)\b ?:?/,
];

/** Letters hidden as invisible tag characters. Flags of regions use only five or six of them. */
const smuggled = /[\u{E0020}-\u{E007E}]{8,}/u;

/** Whether the text seems to address a model rather than a person who reads logs. */
export function suspectsInjection(text: string): boolean {
  if (smuggled.test(text)) return true;
  const plain = normalise(text);
  if (signs.some((sign) => sign.test(plain))) return true;
  // Access logs write blanks as %20 or +, file and metric names as _.
  const decoded = plain
    .replace(/%([2-7][0-9a-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .toLowerCase()
    .replace(/[+_\s]+/g, " ");
  return decoded !== plain && signs.some((sign) => sign.test(decoded));
}

/** Folds case and compatibility forms (such as fullwidth letters), and removes invisible characters and extra blanks. */
function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\t\r\n\u2028\u2029]+/g, " ")
    .replace(invisibleCharacters, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
}
