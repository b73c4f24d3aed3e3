import type OpenAI from "openai";
import type { ModelRequest } from "../../engine/asking/model-endpoint.ts";
import type { ServerProfile } from "./server-profiles.ts";

/** The members of a request that a server may refuse by name, from the one that is missed least. */
const optional = ["thinking", "temperature", "stream", "max_completion_tokens", "max_tokens"] as const;
type Optional = (typeof optional)[number];

/** How a server wants its requests. It is learnt from refusals and kept for the run. */
export interface RequestStyle {
  /** Members that are not sent; `thinking` stands for those that switch it off. */
  readonly without: ReadonlySet<Optional>;
  /** The instructions stand in the user's message, because the model's chat template has no system role. */
  readonly instructsAsUser: boolean;
  /** Members that switch the model's thinking off are sent. */
  readonly thinksNot: boolean;
}

/** Servers take the newer name of the answer cap first; older ones know `max_tokens` alone. */
export const firstStyle: RequestStyle = {
  without: new Set<Optional>(["max_tokens"]),
  instructsAsUser: false,
  thinksNot: false,
};

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

export function bodyOf(
  request: ModelRequest,
  model: string,
  { without, instructsAsUser, thinksNot }: RequestStyle,
  profile: ServerProfile,
): Body {
  const { form, schema, answerTokens, temperature } = request;
  const sent = (name: Optional, members: object): object => (without.has(name) ? {} : members);
  const formats = {
    json_schema: {
      type: "json_schema",
      json_schema: { name: "verdicts", strict: true, schema: { ...schema } },
    },
    json_object: { type: "json_object" },
  } as const;
  return {
    model,
    messages: messagesOf(request, instructsAsUser),
    ...sent("temperature", { temperature }),
    ...sent("stream", { stream: false }),
    ...sent("max_completion_tokens", { max_completion_tokens: answerTokens }),
    ...sent("max_tokens", { max_tokens: answerTokens }),
    ...(form === "text" ? {} : { response_format: formats[form] }),
    ...(thinksNot ? sent("thinking", profile.thinkingOff ?? {}) : {}),
  };
}

export function messagesOf(
  { system, user }: Pick<ModelRequest, "system" | "user">,
  instructsAsUser: boolean,
): Body["messages"] {
  if (instructsAsUser) return [{ role: "user", content: `${system}\n\n${user}` }];
  return [
    { role: "system", content: system },
    { role: "user", content: user },
  ];
}

/** What a chat template or a vendor says when it knows no system role. */
const noSystemRole =
  /roles must alternate|system (?:role|messages?|prompts?|instructions?) (?:is |are )?(?:not |un)(?:supported|allowed|enabled)|(?:developer|system) instruction is not enabled|roles? are supported[,!. ]|not support (?:the )?["'`]?system|only ["'`]?user["'`]?,? (?:and )?["'`]?assistant|unsupported (?:message )?role/i;
/** Words of a refusal; a mere mention of a parameter is none. */
const refuses =
  /unsupported|not (?:be )?(?:supported|permitted|allowed|accepted|recogni[sz]ed|valid|compatible)|unrecogni[sz]ed|unexpected|unknown|invalid|forbidden|extra|deprecated|only the default|must be|does not (?:support|accept|allow)|cannot/i;
/** What a server said to a request. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
}

const statuses = new Set([400, 404, 422, 424, 500, 501]);

/**
 * The style for another attempt after a refusal that names what the server does not take.
 *
 * @param text the server's words
 * @returns undefined when they name nothing that can be left out
 */
export function styleAfter(
  style: RequestStyle,
  { status, text }: Refusal,
  profile: ServerProfile,
): RequestStyle | undefined {
  if (!statuses.has(status)) return undefined;
  const refused = refusedMember(style, text, profile);
  if (refused !== undefined) return without(style, refused);
  if (!style.instructsAsUser && noSystemRole.test(text)) return { ...style, instructsAsUser: true };
  return undefined;
}

function without(style: RequestStyle, refused: Optional): RequestStyle {
  const members = new Set(style.without);
  members.add(refused);
  // The answer cap has two names.
  if (refused === "max_completion_tokens") members.delete("max_tokens");
  return { ...style, without: members };
}

/** The member that a refusal names: by the name of its field, or as the first in its words. */
function refusedMember(
  { without: left, thinksNot }: RequestStyle,
  text: string,
  { thinkingOff = {} }: ServerProfile,
): Optional | undefined {
  const named = /["']?param["']?\s*:\s*["']([\w.]{1,60})["']/.exec(text)?.[1];
  const located = /["']?loc["']?\s*:\s*[[(]\s*["']body["']\s*,\s*["'](\w{1,60})["']/.exec(text)?.[1];
  const place = named ?? located;
  if (place === undefined && !refuses.test(text)) return undefined;
  const words = place ?? text;
  let first: { readonly member: Optional; readonly at: number } | undefined;
  for (const member of optional) {
    if (left.has(member) || (member === "thinking" && !thinksNot)) continue;
    const names = member === "thinking" ? Object.keys(thinkingOff) : [member];
    for (const name of names) {
      const at = words.search(new RegExp(`(?<![\\w-])${name}(?![\\w-])`));
      if (at >= 0 && (first === undefined || at < first.at)) first = { member, at };
    }
  }
  return first?.member;
}
