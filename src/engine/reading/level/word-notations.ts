import { type Level, translatedLabels } from "./level-words.ts";
import { beginning, byLetter, byWord, calm, type Notation, severe, short } from "./notation.ts";

/** `오류 없음`: there was none. */
const notDenied = "(?!\\s{1,2}(?:없|なし|無し|无|無|yok|нет|0(?!\\d)|keine|aucun|ningun|nessun))";

/** Words, letters and signs that any program may write as its level. */
export const wordNotations: readonly Notation[] = [
  // ERROR, ERROR:, ERROR-, ERROR,…, ERROR[main], ERROR_42, ERROR2; not ERROR-handler, not ERROR.log
  { begins: "A-Z", pattern: new RegExp(`(${severe}|${calm}|${short})(?:_?\\d{1,5})?(?![\\w./-]*\\w)`, "y") },
  // [error], {ERROR}, [core:error], [:error], <warn>, [ERROR:42], [Error#Shop.Order], [shop:error,2026-03-02T10:00:01Z,…], (info)
  {
    begins: "[<(",
    pattern: new RegExp(
      `[[<(]\\s?(?:[a-z_]{0,20}:)?(${severe}|${calm}|${short}|information|note)(?::\\d{1,6}|#[\\w./-]{1,80}|,\\d{4}-\\d\\d-\\d\\dT[^\\]\\s]{5,120})?\\s{0,8}[\\])>]`,
      "iy",
    ),
  },
  { begins: "{", pattern: new RegExp(`\\{(${severe}|${calm})\\}`, "y") },
  // 2026-03-02 10:00:01,error,…; "2026-03-02 10:00:01";"Error";…
  {
    begins: '"|,;',
    pattern: new RegExp(`[,;]\\s?"?(${severe}|${calm}|information)"?(?=[,;])`, "iy"),
    fits: ({ behindTime }) => behindTime,
  },
  // [E], |E|, (EE)
  { begins: "[(", pattern: /\[\s?([FACEWINDVT])\s?\]|\((EE|WW|II)\)/y, levelOf: byLetter },
  { begins: "\\s|A-Z", pattern: /\|?\s?([FACEWINDVT])\s?\|/y, levelOf: byLetter, fits: beginning },
  {
    begins: "\\s|A-Za-z",
    pattern: new RegExp(`\\|?\\s?(${severe}|${calm}|${short}|SUCCESS)\\s{0,6}\\|`, "iy"),
    fits: beginning,
  },
  // error: …, but not behind a word that it belongs to, and not error:invalid-request
  {
    begins: "A-Za-z",
    pattern: new RegExp(`(${severe}|${calm})\\s?[:：](?![a-z]+-[a-z])`, "iy"),
    fits: ({ behindName }) => !behindName,
  },
  // error Command failed with …, warning "shop" is …: a name would be in capitals
  {
    begins: "cefpw",
    pattern: /(error|warn|warning|fatal|panic|critical)(?= [A-Z"'/])/y,
    fits: ({ atStart }) => atStart,
  },
  { begins: "A-Za-z", pattern: /(fatal) error\s?:/iy, fits: beginning },
  // fail: …, crit: … (.NET)
  { begins: "A-Za-z", pattern: /(fail|dbug|trce|wrn|inf|dbg|ftl|erro|eror|fata)\s?:/iy, fits: beginning },
  // level:error …, Level: Error Source: …
  {
    begins: "A-Za-z",
    pattern: /(?:log)?(?:level|lvl|severity|priority)\s?:\s?"?([a-z]{1,13})\b/iy,
    levelOf: (word) => byWord(word) ?? byLetter(word),
    fits: beginning,
  },
  // <time> error lost peer, <time><tab>info<tab>ready: a calm word without a sign behind it may begin the message
  {
    begins: "A-Za-z",
    pattern: new RegExp(`(${severe})(?=[\\s|])`, "iy"),
    fits: ({ behindTime }) => behindTime,
  },
  {
    begins: "A-Za-z",
    pattern: new RegExp(`(${calm})(?=\\t|\\s{2}|\\s?\\|)`, "iy"),
    fits: ({ behindTime }) => behindTime,
  },
  // <time> E lost peer; E lost peer
  { begins: "A-Z", pattern: /([FEW])(?=\s{1,3}[\w"'[(])/y, levelOf: byLetter, fits: beginning },
  {
    begins: "A-Z",
    pattern: /([IDVTN])(?=\t|\s{2}|\s?\|)/y,
    levelOf: byLetter,
    fits: ({ behindTime }) => behindTime,
  },
  // E: …, (E) …, -E- …, *E* …: calm letters there are parts of lists and names
  {
    begins: "<(*A-Z-",
    pattern: /(?:[<(*-]([FEW])[>)*-]|([FEW]):)(?=\s\S)/y,
    levelOf: byLetter,
    fits: beginning,
  },
  // error - lost peer; error[E0308]: …; "Error","3/2/2026 …; Error,…
  {
    begins: "A-Za-z",
    pattern: new RegExp(`(${severe}|${calm})(?:\\s[-–—]\\s|\\[\\w{1,12}\\]:)`, "iy"),
    fits: beginning,
  },
  {
    begins: '"A-Z',
    pattern: /"?(Critical|Error|Warning|Information|Verbose|Fatal|Debug|Info)"?(?:,|\t(?=\d))(?=\S)/y,
    fits: ({ atStart }) => atStart,
  },
  {
    begins: '"',
    pattern: new RegExp(`"(${severe}|${calm})"(?=[\\s,])`, "y"),
    fits: ({ atStart }) => atStart,
  },
  // ATTENTION: …, ACHTUNG: …, 注意：…: without its colon the word may begin a message
  {
    begins: "AaDdPpUu\\u0080-\\uffff",
    pattern:
      /(attention|attenzione|atenci[oó]n|aten[cç][aã]o|achtung|внимание|uwaga|pozor|dikkat|注意|주의) ?[:：]/iuy,
    levelOf: () => "warning",
    fits: ({ behindName }) => !behindName,
  },
  // FEHLER: …, 【错误】…; in front of a blank in capitals, or a severe one of letters that have no capitals
  {
    begins: "^\\d\\s(<|",
    pattern: new RegExp(
      `(?:[【「[](${translatedLabels()})[】」\\]]|(${translatedLabels()})(?= ?[:：!！|,，]| -))`,
      "iuy",
    ),
    fits: ({ behindName }) => !behindName,
  },
  {
    begins: "A-Za-z\\u0080-\\uffff",
    pattern: new RegExp(`(${translatedLabels()})(?=\\s)${notDenied}`, "iuy"),
    levelOf: levelOfCapitals,
    fits: ({ behindName }) => !behindName,
  },
  {
    begins: "A-Za-z\\u0080-\\uffff",
    pattern: new RegExp(`(${translatedLabels("fatal", "error", "warning")})(?=\\s)${notDenied}`, "iuy"),
    levelOf: (word) => (/^\p{Lu}/u.test(word) ? byWord(word) : undefined),
    fits: ({ behindTime }) => behindTime,
  },
  {
    begins: "^\0-\x7f",
    pattern: /(❌|❗|✖|✗|✘|🔥|🚨|💥|⛔|☠|🛑|🔴|🟥)\uFE0F?/uy,
    levelOf: () => "error",
    fits: beginning,
  },
  { begins: "^\0-\x7f", pattern: /(⚠|🟠|🟡|🟨)\uFE0F?/uy, levelOf: () => "warning", fits: beginning },
];

/** A calm word of letters without capitals may begin a message. */
function levelOfCapitals(word: string): Level | undefined {
  if (word !== word.toUpperCase()) return undefined;
  const level = byWord(word);
  const isCaseless = word === word.toLowerCase();
  return isCaseless && (level === "info" || level === "debug") ? undefined : level;
}
