/** Slack's words for a failure, by what can be done about it; those of its API and of its webhooks. */
const transient = new Set([
  "ratelimited",
  "rate_limited",
  "service_unavailable",
  "fatal_error",
  "internal_error",
  "request_timeout",
  "team_added_to_org",
  "org_login_required",
  "message_limit_exceeded",
  "rollup_error",
]);
const poison = new Set([
  "no_text",
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
  "msg_too_long",
  "too_many_attachments",
  "invalid_metadata_format",
  "invalid_metadata_schema",
  "metadata_too_large",
  "attachment_payload_limit_exceeded",
  "markdown_text_conflict",
  "invalid_arg_name",
  "invalid_arguments",
  "invalid_array_arg",
  "invalid_charset",
  "invalid_json",
  "json_not_object",
  "invalid_payload",
  "invalid_attachments",
]);
/** The message cannot be changed any more; something new can still be said. */
const notChangeable = new Set([
  "message_not_found",
  "edit_window_closed",
  "cant_update_message",
  "is_inactive",
  "streaming_state_conflict",
  "block_mismatch",
]);
/** There is no thread to reply in. */
const noThread = new Set([
  "message_not_found",
  "thread_not_found",
  "invalid_thread_ts",
  "cannot_reply_to_message",
  "restricted_action_thread_locked",
]);

export type SlackErrorClass = "transient" | "config" | "poison";

/** Further words of webhooks. They come as plain text, as an intermediary's words do too. */
const webhookWords = new Set([
  "user_not_found",
  "action_prohibited",
  "posting_to_general_channel_denied",
  "no_active_hooks",
  "no_service_id",
  "no_team",
  "team_disabled",
  "internal_server_error",
]);

/** Whether a text is all that a webhook of Slack's says when it takes no message. */
export function isWebhookWord(word: string): boolean {
  return transient.has(word) || poison.has(word) || webhookWords.has(word) || Object.hasOwn(advice, word);
}

/** An unknown word counts as a wrong setting, so that an administrator hears of it and nothing is dropped. */
export function classOfSlackError(error: string): SlackErrorClass {
  if (transient.has(error)) return "transient";
  return poison.has(error) ? "poison" : "config";
}

/** Milliseconds to wait before a workspace over its limit is called again. */
export function waitAfter(error: string): number | undefined {
  return error === "message_limit_exceeded" ? 60 * 60 * 1000 : undefined;
}

export function isNotChangeable(error: string | undefined): boolean {
  return error !== undefined && notChangeable.has(error);
}

export function isWithoutThread(error: string | undefined): boolean {
  return error !== undefined && noThread.has(error);
}

/** A word of Slack's as it may stand in a message of ours; undefined where it is none. */
export function slackWord(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z][a-z0-9_]{1,59}$/.test(value) ? value : undefined;
}

const advice: Readonly<Record<string, string>> = {
  channel_not_found: "create the channel, or correct its name or id; private ones want the app as a member",
  not_in_channel: "invite the app to the channel, or give it chat:write.public",
  is_archived: "the channel is archived; name another",
  channel_is_archived: "the channel is archived; name another",
  missing_scope: "give the app the scope chat:write, and install it again",
  invalid_auth: "check secret: it must be a bot token, which begins with xoxb-",
  not_authed: "check secret: it must be a bot token, which begins with xoxb-",
  token_revoked: "install the app again and put its new token in place of the old one",
  token_expired: "put a new token in place of the old one",
  account_inactive: "install the app again and put its new token in place of the old one",
  no_service: "the webhook was removed; make a new one and put its URL in place of the old one",
  invalid_token: "the webhook was removed; make a new one and put its URL in place of the old one",
};

/** What to do about a word of Slack's, for an administrator. */
export function adviceOn(error: string): string {
  const known = advice[error];
  if (known !== undefined) return known;
  return `Slack's documentation says what ${error} means; correct that, in Slack or in the stanza`;
}
