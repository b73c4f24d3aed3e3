import { levelOfPhp, levelOfSqlServer, levelsOfWebSphere, redisMarks } from "./level-numbers.ts";
import { beginning, byLetter, byWord, calm, type Notation, severe, short } from "./notation.ts";

/** As certain software writes its level. */
export const softwareNotations: readonly Notation[] = [
  // ERRO[0001] (logrus)
  { begins: "A-Z", pattern: new RegExp(`(${severe}|${calm}|${short})\\[\\d{4,}\\]`, "y") },
  // ERROR/MainProcess (Celery)
  { begins: "A-Z", pattern: new RegExp(`(${severe}|${calm})/[A-Z][\\w-]{2,40}(?=[\\]\\s])`, "y") },
  // [10:00:01 ERR] (Serilog), [2026-03-02T10:00:01Z ERROR shop::pay] (Rust), [E 2026-03-02 10:00:01 web:1] (Tornado)
  {
    begins: "[",
    pattern: new RegExp(`\\[\\d[\\dT:.,Z/+-]{7,40} (${severe}|${calm}|${short}|information)(?=[\\] ])`, "iy"),
    fits: ({ atStart }) => atStart,
  },
  {
    begins: "[",
    pattern: /\[ ?([DIWECF]) (?=\d[\d:. -]{7,})/y,
    levelOf: byLetter,
    fits: ({ atStart }) => atStart,
  },
  // [#|2026-03-02T10:00:01.123+0000|SEVERE| (GlassFish), ####<Mar 2, 2026 10:00:01 AM CET> <Error> (WebLogic)
  {
    begins: "[#",
    pattern: new RegExp(`(?:\\[#\\|[^|]{10,50}\\||####<[^>]{10,60}> <)(${severe}|${calm})[|>]`, "iy"),
    fits: ({ atStart }) => atStart,
  },
  // [77:99:0302/100001.123456:ERROR:shop.cc(12)] (Chromium)
  {
    begins: "[",
    pattern: new RegExp(`\\[(?:\\d{1,10}:){1,2}\\d{4}/\\d{6}(?:\\.\\d{1,6})?:(${severe}|${calm}):`, "y"),
    fits: ({ atStart }) => atStart,
  },
  // E, [2026-03-02T10:00:01.123456 #1]  ERROR -- : … (Ruby)
  { begins: "A-Z", pattern: /([DIWEFA]), \[\d{4}-/y, levelOf: byLetter, fits: ({ atStart }) => atStart },
  // =ERROR REPORT==== … (Erlang)
  {
    begins: "=",
    pattern: /=([A-Z]{4,10}) REPORT====/y,
    levelOf: (word) => byWord(word) ?? (word === "PROGRESS" ? "info" : "error"),
    fits: ({ atStart }) => atStart,
  },
  // E0302 10:00:01.123456 1 a.go:1] … behind a tag (klog)
  {
    begins: "A-Z",
    pattern: /([IWEF])(?:\d{4}|\d\d)?\d{4} \d\d:\d\d:\d\d\.\d{6} {1,8}\d{1,10} [\w./-]{1,80}:\d{1,6}\]/y,
    levelOf: byLetter,
  },
  // …,"SELECT",2026-03-02 10:00:00 UTC,3/4,0,ERROR,42P01, (PostgreSQL's csvlog)
  {
    begins: "0-9",
    pattern: new RegExp(
      `\\d{4}-\\d\\d-\\d\\d [\\d:.]{8,15} \\w{1,5},(?:(?:"(?:[^"]|""){0,100}"|[^",]{0,80}),){10}(${severe}|${calm})\\d?,[0-9A-Z]{5},`,
      "y",
    ),
    fits: ({ atStart }) => atStart,
  },
  // <time> pid=1 tid=a ERROR: …, <time> request_id=a [error] …: a calm word there may be part of a value
  {
    begins: "\\w.",
    pattern: new RegExp(`(?:[\\w.]{1,30}=[^\\s"']{0,120} ){1,5}\\[?(${severe})(?=[:\\]])`, "iy"),
    fits: ({ behindTime }) => behindTime,
  },
  // (shop:77): Gtk-WARNING **: … (GLib)
  {
    begins: "(",
    pattern:
      /\([\w .-]{1,60}:\d{1,10}\): (?:[\w.]{1,40}-)?(CRITICAL|WARNING|ERROR|MESSAGE|INFO|DEBUG) \*\*:/iy,
    levelOf: (word) => (word.toLowerCase() === "message" ? "info" : byWord(word)),
    fits: beginning,
  },
  // CMake Error at …
  {
    begins: "C",
    pattern: /CMake (?:Deprecation )?(Error|Warning)(?= at | \(|:)/y,
    fits: ({ atStart }) => atStart,
  },
  // STATEMENT:  … (PostgreSQL): words of a query are no failure. Behind LOG and DETAIL failures are told as well.
  {
    begins: "HQS",
    pattern: /(HINT|STATEMENT|QUERY): {2}/y,
    levelOf: () => "info",
    fits: ({ behindName }) => !behindName,
  },
  // [3/2/26 10:00:01:123 CET] 00000001 Shop          E   … (WebSphere)
  {
    begins: "\\da-f",
    pattern: /[\da-f]{8} \S{1,20}\s{1,16}([FEWAIDCOR]) {1,4}(?=\S)/y,
    levelOf: (letter) => levelsOfWebSphere[letter],
    fits: ({ behindTime }) => behindTime,
  },
  // … LOG [Bootstrap] ready (NestJS)
  { begins: "LV", pattern: /(LOG|VERBOSE) {1,2}(?=\[[A-Z])/y, fits: ({ behindTime }) => behindTime },
  // Msg 823, Level 24, State 2; Error: 823, Severity: 24, State: 2 (SQL Server): the message says no more than these
  {
    begins: "EM",
    pattern: /(?:Msg|Error:) \d{1,6}, (?:Level|Severity:) (\d{1,2}), State/y,
    isOfMessage: true,
    levelOf: levelOfSqlServer,
  },
  // [Server thread/ERROR], [2026-03-02 10:00:01,123: ERROR/MainProcess]
  {
    begins: "[",
    pattern: new RegExp(`\\[[^\\][]{1,60}?[:/]\\s?(${severe}|${calm})(?:/[\\w-]{1,40})?\\]`, "y"),
  },
  // Shop.exe Error: 0 : … (.NET's trace sources)
  {
    begins: "\\w.-",
    pattern: /[\w.-]{1,60} (Critical|Error|Warning|Information|Verbose): \d{1,5} : /y,
    fits: ({ atStart }) => atStart,
  },
  // local.CRITICAL: … (Laravel)
  { begins: "\\w-", pattern: new RegExp(`[\\w-]{1,40}\\.(${severe}|${calm})\\s?:`, "y"), fits: beginning },
  // PHP Warning: …, PHP Fatal error: …, PHP Recoverable fatal error: …
  {
    begins: "HPhp",
    pattern:
      /(?:PHP|HHVM) (?:(?:Core|Compile|User|Recoverable|Catchable) )?(Fatal|Warning|Notice|Deprecated|Parse|Error)(?: error)?:/iy,
    levelOf: levelOfPhp,
  },
  // I NETWORK  [conn1] … (MongoDB before 4.4)
  {
    begins: "A-Z",
    pattern: /([FEWID])[1-5]? [A-Z_-]{1,10}\s{1,10}\[[\w-]{1,60}\]/y,
    levelOf: byLetter,
    fits: ({ behindTime }) => behindTime,
  },
  // [System] [MY-010931] … (MySQL)
  { begins: "[", pattern: /\[(System)\] \[MY-/y, levelOf: () => "info" },
  // error TS2304: …, a.ts(1,2): warning C4996: …, ##[error]…, ::error file=a::…
  {
    begins: "^\\s()",
    pattern: /(?:[^\s()]{1,200}\(\d{1,6}(?:,\d{1,6})?\)\s?:\s)?(error|warning) [A-Z]{1,6}\d{2,6}\s?:/y,
    fits: ({ atStart }) => atStart,
  },
  { begins: "#:", pattern: /(?:##\[|::)(error|warning)(?=[\] :])/y, fits: beginning },
  // 10m  Warning  BackOff  pod/a  … (kubectl)
  {
    begins: "0-9",
    pattern: /\d[\dsmhd]{1,10}\s{2,12}(Warning|Normal)\s{2,12}(?=[A-Z])/y,
    levelOf: (word) => (word === "Normal" ? "info" : "warning"),
    fits: ({ atStart }) => atStart,
  },
  // npm ERR! …
  { begins: "npy", pattern: /(?:npm|pnpm|yarn) (ERR|error|WARN|warn)[!\s]/y, fits: beginning },
  // make: *** [all] Error 2
  {
    begins: "gm",
    pattern: /g?make(?:\[\d{1,3}\])?: \*\*\* \[?[^\]\n]{0,100}\]? (Error) \d/y,
    isOfMessage: true,
    fits: beginning,
  },
  // 31:M 02 Mar 2026 10:00:01.123 # … (Redis)
  {
    begins: "0-9",
    pattern: /\d{1,7}:[XCSM] \d\d \w{3} \d{4} [\d:.]{8,12} ([.*#-]) /y,
    levelOf: (mark) => redisMarks[mark],
    fits: ({ atStart }) => atStart,
  },
  // [31] 02 Mar 10:00:01.123 # … (Redis before 3)
  {
    begins: "[",
    pattern: /\[\d{1,7}\] \d\d \w{3} [\d:.]{8,12} ([.*#-]) /y,
    levelOf: (mark) => redisMarks[mark],
    fits: ({ atStart }) => atStart,
  },
];
