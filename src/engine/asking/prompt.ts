import { BatchPlaceholders } from "./batch-placeholders.ts";
import { markedLines } from "./data-lines.ts";
import type { Question } from "./question.ts";

/** What stands between the marker lines. */
const data = "log lines";

/**
 * The batch as the model sees it: one JSON object a line between the marker lines. Ids, and the numbers of placeholders,
 * count from 1 through the batch and mean nothing outside it. The message never says how often a line occurred, because the verdict must not depend on the search.
 *
 * @param tag 8 to 64 unguessable letters and digits; new for each batch
 */
export function userMessage(questions: readonly Question[], tag: string): string {
  const placeholders = new BatchPlaceholders(questions);
  const lines = questions.map((question, at) => ({
    id: at + 1,
    log: placeholders.asSent(at, question.log),
    ...formOf(question),
  }));
  return markedLines(data, tag, lines);
}

const wildcard = "<*>";
/** The name of a program or a level, and its key. */
const mostHeadWords = 2;
const fewestMessageWords = 3;
const keptValue = / ?([\w-]+)=(.*?)(?= [\w-]+=|$)/gs;

/**
 * What the model is told about the form of a line. A template whose variables all stand in the line's head (time, host,
 * process) says nothing, and costs as many tokens as the line. Of the kept values those count that the line shows: names
 * of classes, such as `wait=some`, are our own words.
 */
function formOf({ log, template = "", fixed = "" }: Question): { template?: string; fixed?: string } {
  const last = template.lastIndexOf(wildcard);
  const isHeadOnly =
    wordsIn(template.slice(0, last)) <= mostHeadWords && wordsIn(template.slice(last)) >= fewestMessageWords;
  if (template === "" || isHeadOnly) return {};
  const shown = [...fixed.matchAll(keptValue)].filter(([, , value = ""]) => log.includes(value));
  if (shown.length === 0) return { template };
  return { template, fixed: shown.map(([, name, value]) => `${name}=${value}`).join(" ") };
}

function wordsIn(text: string): number {
  return text.match(/\p{L}{2,}/gu)?.length ?? 0;
}
