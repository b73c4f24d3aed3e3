/**
 * The marks that models write around their thinking. What stands within them is a draft, whatever it looks like.
 * Documents: docs.sglang.io "Reasoning Parser" (read 2026-11-30) for <think>, ◁think▷ and the channels of gpt-oss;
 * docs.vllm.ai "Reasoning Outputs" v0.26.0 for the families of models.
 */

/** What a mark does to the text around it. */
export type MarkEffect =
  /** What follows is thinking. */
  | "opens"
  /** What stands before it was thinking. */
  | "closes"
  /** It opens or closes an element of a name that says nothing: within it nothing counts. */
  | "opens unknown"
  | "closes unknown"
  /** The answer begins here: nothing before it counts. */
  | "begins answer"
  | "none";

/** Names whose element is thinking wherever it stands. */
const thinking =
  /^(?:\w{1,20}[_:-])?(?:think|thinks|thinking|thought|thoughts|reason|reasons|reasoning|reflect|reflection|scratchpad|scratch_pad|analysis|analyze|analyse|chain_of_thought|cot|inner_monologue|monologue|draft|plan|planning|deliberation|rationale|internal)(?:[_:-]\w{1,20})?$/i;

/** Names whose element holds the answer. */
const answers = /answer|final|output|response|result|verdict|reply|json/i;

/** Elements that only format a text, and ends that chat templates leave behind. */
const formats =
  /^(?:a|b|br|body|code|div|document|em|i|html|li|ol|p|pre|s|span|strong|td|tr|table|u|ul|tool_call|tool_response|function_call|function|end_of_turn|eos|bos|text|markdown)$/i;

/** Marks that begin or end a value of JSON or a stretch of thinking. For `exec`; every repetition is bounded. */
export const landmarks = (): RegExp =>
  /\[\/?THINK\]|[{[]|<\|?channel\|>\s{0,4}[A-Za-z]{0,20}|<\|channel>\s{0,4}[A-Za-z]{0,20}|<\|[\w/ -]{1,40}\|>|<\/?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,100})?>|◁\/?[\w ]{1,20}▷|\bassistantfinal(?=\s{0,8}[{[`])/gi;

/** @param isFirst only blanks stand before it: an element of any name there is thinking, unless its name says otherwise */
export function effectOf(mark: string, isFirst: boolean): MarkEffect {
  if (mark.startsWith("[")) return mark[1] === "/" ? "closes" : "opens";
  if (mark.startsWith("◁")) return mark[1] === "/" ? "closes" : "opens";
  if (/^assistantfinal$/i.test(mark)) return "begins answer";
  if (/^<channel\|>/i.test(mark)) return "closes";
  const channel = /^<\|channel\|?>\s*(\w*)$/i.exec(mark)?.[1];
  if (channel !== undefined) return /^final$/i.test(channel) ? "begins answer" : "opens";
  if (mark.startsWith("<|")) return effectOfToken(mark);
  const isEnd = mark[1] === "/";
  const name = mark.slice(isEnd ? 2 : 1, -1).replace(/\s[\s\S]*$/, "");
  if (thinking.test(name)) return isEnd ? "closes" : "opens";
  if (answers.test(name)) return isEnd ? "none" : "begins answer";
  if (formats.test(name)) return "none";
  if (isEnd) return "closes unknown";
  // A placeholder, such as <IP:1>, is no element.
  return isFirst && /^[A-Za-z_-]+$/.test(name) ? "opens" : "opens unknown";
}

/** Tokens such as `<|START_THINKING|>`, `<|end_of_thought|>` and `<|begin_of_solution|>`. */
function effectOfToken(mark: string): MarkEffect {
  const isThinking = /think|thought|reason/i.test(mark);
  if (/solution|response|answer/i.test(mark)) return /end|\//i.test(mark) ? "none" : "begins answer";
  if (!isThinking) return "none";
  return /end|\//i.test(mark) ? "closes" : "opens";
}
