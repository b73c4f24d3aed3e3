import { levelByWord } from "../reading/level/level-words.ts";
import { characterClass, classOf, space } from "./characters.ts";
import { backslashesBefore } from "./quotation.ts";

/** Who says what a key or a quotation holds: the program that logs, a person or client that it serves, or who knows. */
export type Owner = "program" | "person" | "unknown";

/** Last words of keys under which programs put what people and clients typed. */
const personKeys = new Set(
  (
    "comment comments note notes subject title query search q ua useragent agent referer referrer feedback prompt body " +
    "description desc remark remarks memo bio caption review question answer utterance transcript keyword keywords term " +
    "terms input content quote greeting testimonial biography headline tagline topic_title chat sms tweet " +
    "kommentar betreff suche bewertung commentaire sujet recherche avis comentario asunto busqueda comentário assunto " +
    "commento oggetto комментарий тема запрос отзыв yorum konu 评论 留言 备注 标题 搜索 コメント 件名 検索 댓글 제목"
  ).split(" "),
);
/** Last words of keys under which programs say what happened. */
const programKeys = new Set(
  (
    "msg message error err errors exception reason cause fault failure warning warn info alert detail details status state " +
    "result outcome event action op operation activity step stage phase task log line event_message mt stack stacktrace " +
    "trace summary diagnostic diagnosis explanation problem issue symptom why rendered payload hint advice code type " +
    "panic fatal critical crit notice debug emergency severe abort assertion assert " +
    "m logger level condition command cmd conclusion verdict what method verb signal " +
    "meldung nachricht fehler grund ursache erreur raison mensaje razón causa messaggio errore mensagem erro motivo " +
    "сообщение ошибка причина mesaj hata neden 消息 错误 原因 メッセージ エラー 理由 메시지 오류 이유"
  ).split(" "),
);
/** Who gave a reason or a message: before such a key, they make it free text. */
const persons = new Set(
  "user client customer visitor guest member buyer cancel cancellation refund return chat contact support form assistant bot".split(
    " ",
  ),
);
const spoken = new Set("reason message msg text words input line name".split(" "));

/** Words before a quotation that tell who speaks. */
const personIntroductions = new Set(
  (
    "said says say wrote writes write asked asks typed types entered enters commented comments posted posts searched " +
    "searches replied replies answered tweeted submitted reviewed noted titled entitled called labelled labeled named " +
    "comment note review subject title query feedback search prompt " +
    "skrev sade frågade schrieb schreibt sagte sagt fragte fragt kommentierte dit écrit écrivit demande demandé dijo escribió preguntó disse " +
    "escreveu perguntou scrisse chiese сказал сказала написал написала спросил спросила dedi yazdı sordu powiedział napisał"
  ).split(" "),
);
const programIntroductions = new Set(
  (
    "error err errors failed failure fails failing fail because reason cause caused exception warning message msg status " +
    "state result returned returns due aborted refused rejected denied terminated exited crashed raised threw throws " +
    "complained reported reports fault event action " +
    "fehler fehlgeschlagen grund weil meldet meldung erreur échec raison fallo motivo errore motivo erro ошибка причина hata neden"
  ).split(" "),
);
/** `failed with "…"`, `the reason was "…"` */
const joining = new Set("with is was are as of to that code by mit ist war avec est con es com é".split(" "));
/** `sent message "…"`: before such a word these make it a person's. */
const senders = new Set(
  "sent send sends posted received receives new chat direct private user customer client".split(" "),
);
/** `state changed to "out of service"` */
const stateChange =
  /(?<![\p{L}])(?:state|status|phase|mode|transition\p{L}*|changed|switched|became|entered)(?![\p{L}])[^.;]{0,40}$/iu;
const unpartedPerson = /(?:评论|留言|说|写道|搜索|关键词|标题|备注|コメント|検索|件名|댓글|검색)[:：]?\s?$/;
const unpartedProgram = /(?:错误|原因|返回|失败|异常|エラー|理由|오류|이유)[:：]?\s?$/;

const longestKey = 60;
const mostRemembered = 2_000;
const ownersOfKeys = new Map<string, Owner>();

/** The owner of what stands behind a key: `comment`, `userComment`, `http.user_agent`, `lastError`. */
export function ownerOfKey(key: string): Owner {
  const known = ownersOfKeys.get(key);
  if (known !== undefined) return known;
  if (ownersOfKeys.size >= mostRemembered) ownersOfKeys.clear();
  const owner = readOwnerOfKey(key);
  ownersOfKeys.set(key, owner);
  return owner;
}

function readOwnerOfKey(key: string): Owner {
  const words = wordsIn(key.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, "_"));
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  // `agent` alone is a program that reports.
  if (last === "agent") return before === "user" ? "person" : "unknown";
  if (persons.has(before) && spoken.has(last)) return "person";
  if (personKeys.has(last)) return "person";
  return programKeys.has(last) ? "program" : "unknown";
}

/** @param at place of the opening mark of a quotation */
export function ownerOf(text: string, at: number): Owner {
  let end = at - backslashesBefore(text, at);
  while (end > 0 && text.charCodeAt(end - 1) === space) end--;
  const last = text.charCodeAt(end - 1);
  // Behind a number, a bracket or another quotation, as in access lines, nobody is named.
  if (classOf[last] !== characterClass.letter && !signs.has(last) && last < 0x80) return "unknown";
  const before = text.slice(Math.max(0, end - longestKey - 10), end);
  const keyed = keyBefore.exec(before);
  if (keyed !== null) {
    const key = keyed[1] as string;
    const name = key.toLowerCase();
    if (name === "body" && saysSeverity(text)) return "program";
    if (name === "stringvalue") return endsInBody.test(before.slice(0, keyed.index)) ? "program" : "unknown";
    const owner = ownerOfKey(key);
    if (owner !== "unknown") return owner;
  }
  return ownerByIntroduction(text.slice(Math.max(0, end - longestKey), end));
}

const signs = new Set([..."=:>[("].map((sign) => sign.charCodeAt(0)));
/** A key with its sign: `comment=`, `"comment":"`, `'comment'=>`, `\"comment\":`, `comment: `, `"User-Agent":[`. */
const keyBefore = /([\p{L}\d_@$.-]{1,60})\\{0,7}["'`]?\s{0,3}(?:[=:：]|=>|->)\s{0,3}[[(]?\s?$/u;

/** OpenTelemetry's records have what a program says in their body: `"body":{"stringValue":"…"}`. */
const endsInBody = /"body\\?"\W{1,8}$/i;

function saysSeverity(text: string): boolean {
  return /severity/i.test(text.slice(0, 2_000));
}

function ownerByIntroduction(before: string): Owner {
  if (unpartedPerson.test(before)) return "person";
  if (unpartedProgram.test(before)) return "program";
  const [earlier = "", last = ""] = ["", ...wordsIn(before)].slice(-2);
  const word = joining.has(last) ? earlier : last;
  if (personIntroductions.has(word) || (spoken.has(word) && senders.has(earlier))) return "person";
  if (programIntroductions.has(word) || levelByWord.has(word)) return "program";
  return stateChange.test(before) ? "program" : "unknown";
}

/** The words of a text, in lower case. */
export function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
}
