import { countUpTo, fraction, roomFrom, temperature, validity, waiting } from "./magnitudes.ts";
import { keyed, type UnitRule } from "./unit-rule.ts";

const waitingWords =
  "[a-z_.]*lag(?:s|ging|ged)?|[a-z_.]*latency|latencies|(?:response|wait|waiting|queue|replication|round[ _-]?trip)[ _-]?(?:time|delay)|rtt|seconds?[ _]behind(?:[ _][a-z]+)?|behind|staleness|verzögerung|rückstand|retard|latence|retraso|ritardo|atraso|задержка|отставание|gecikme|opóźnienie|延迟|延遲|滞后|遅延|지연";
const unitOfTime =
  "(?:[_ ]?(?:in[_ ])?(?:ns|nanos|us|µs|micros|ms|msec|millis|milliseconds|s|secs?|seconds|min|minutes))?";
const queueWords =
  "queue[ _-]?(?:depth|length|len|size|count)|[a-z_]*backlog(?:[ _]size)?|pending|queued|waiting|outstanding|unprocessed|enqueued|in[ _-]?flight|messages[ _]ready|[a-z_]*_?depth|warteschlange|wartend|очередь|队列(?:长度)?|积压|キュー|대기";
const roomWords =
  "(?:[a-z_]*(?:disk|space|memory|mem|swap|heap|storage|bytes|ram)[ _-]?(?:is )?)(?:free|available|avail|left|remaining)(?:[ _-]?(?:bytes|[kmgt]i?b))?|(?:free|available|avail|remaining)[ _-]?(?:disk[ _-]?space|disk|space|memory|mem|swap|heap|storage|bytes|ram)(?:[ _-]?(?:in[ _])?(?:bytes|[kmgt]i?b))?|speicher frei|frei|libre|свободно|剩余空间|空き容量";
const expiryWords =
  "[a-z_.]*days?[ _]?(?:left|remaining|to|until|till|before)[a-z_ ]*|[a-z_.]*expir[a-z]*(?:[ _](?:in|within|on|after))?[ _]?(?:days?|hours?|weeks?)?|[a-z_.]*(?:valid|left|remaining|renewal|due)(?:[ _](?:for|in|only|another|is))*|[a-z_.]*validity(?:[ _]days)?";

/** From here on a number of messages or jobs, of failures, and of tries is far more than usual. */
const mostWaiting = 1_000;
const mostFailures = 100;
const mostTries = 10;
/** Seconds; bytes. */
const longestWait = 10;
const leastRoom = 1e9;

/** What counts failures in words of logs, before or behind the number. */
export const failureCount = countUpTo(mostFailures);

/**
 * Amounts where a word says that they matter, in classes: none, some, far more than usual. The limits are fixed, so
 * that a line belongs to the same unit whatever lines came before it.
 */
export const magnitudeRules: readonly UnitRule[] = [
  {
    name: "days-left",
    before: keyed(expiryWords),
    readIn: validity,
    reason: "a certificate that expires tomorrow is no routine",
  },
  {
    name: "days-left",
    after: /^ ?(?:days?|hours?|weeks?|months?) (?:left|remaining|until|to|before)(?![a-z])/,
    readIn: validity,
    reason: "as above, behind the number",
  },
  {
    name: "days-left",
    before:
      /(?:läuft|gültig|abgelaufen|expire|caduca|vence|scade|истека|действ|осталось|geçer|wygas)\p{L}{0,6}(?: \p{L}{1,8}){0,2} $/u,
    after: /^ ?(?:tag|jour|día|dia|giorn|дн|день|gün|dni|dag)/,
    readIn: (before) => validity(before, " days"),
    reason: "as above, in other languages",
  },
  {
    name: "wait",
    before: keyed(`(?:${waitingWords})${unitOfTime}`),
    readIn: waiting(longestWait, mostWaiting),
    reason: "no lag is another event than some; seconds are another than milliseconds",
  },
  {
    name: "wait",
    after:
      /^ ?(?:ms|s|secs?|seconds|minutes|hours|days|messages|records)? ?(?:of )?(?:behind|lag|latency|late)(?![a-z])/,
    readIn: waiting(longestWait, mostWaiting),
    reason: "as above, behind the number",
  },
  {
    name: "free",
    before: keyed(roomWords),
    readIn: roomFrom(leastRoom, "some"),
    reason: "no space left is an outage, and little space is about to be one",
  },
  {
    name: "free",
    after:
      /^ ?(?:[kmgt]i?b|bytes|[kmgt])?(?: of)?(?: (?:disk|space|memory|swap|heap|ram))*(?: is| are)? (?:free|available|left|remaining)(?![a-z])/,
    readIn: roomFrom(leastRoom),
    reason: "as above, behind the number",
  },
  {
    name: "queue",
    before: keyed(queueWords),
    read: countUpTo(mostWaiting),
    reason: "an empty queue, a queue, and a queue that nobody works off",
  },
  {
    name: "queue",
    after:
      /^ (?:[a-z-]+ ){0,2}?(?:pending|queued|waiting|outstanding|unprocessed|behind|in (?:the )?queue|in flight)(?![a-z])/,
    read: countUpTo(mostWaiting),
    reason: "as above, behind the number",
  },
  {
    name: "tries",
    before: keyed("[a-z_]*(?:retries|retry[ _]?count|attempts|restarts|restart[ _]?count|tries|retried)"),
    read: countUpTo(mostTries),
    reason: "done at once, after some tries, or after far too many",
  },
  {
    name: "tries",
    after: /^ (?:retries|attempts|restarts|tries)(?![a-z])/,
    read: countUpTo(mostTries),
    reason: "as above, behind the number",
  },
  {
    name: "temperature",
    before: keyed(
      "[a-z_.]*temp(?:erature)?(?:[_ ](?:c|f|celsius|fahrenheit))?(?: [a-z¤]+){0,5}|temperatura?|température|температура|温度|온도",
    ),
    readIn: temperature,
    reason: "hardware that is too hot fails next",
  },
  {
    name: "temperature",
    after: /^ ?°\s?[cf](?![a-z])/,
    readIn: temperature,
    reason: "as above, named by the unit",
  },
  {
    name: "percent",
    before: keyed("[a-z_.]*(?:ratio|fraction|usage|used|utili[sz]ation|saturation|full)"),
    read: fraction,
    reason: "97 % full is about to fail, also where it is written 0.97",
  },
];
