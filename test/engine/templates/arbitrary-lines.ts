import { fc } from "../../support/fast-check.ts";

const words =
  "user alice bob failed for from to is down up error disk job node the Interrupted terminating open".split(
    " ",
  );
const values = [
  "12",
  "10.0.0.1:80",
  "/var/log/a.log",
  "blk_-99",
  "5 ms",
  "Dec 10 06:55:46",
  "2023-10-09 11:22:33,123",
  "a=b",
  "user=x",
  "rhost=",
  "()",
  "-",
  '"x y"',
  "'q'",
  '{"a":1,"b":"c"}',
  "[1, 2, 3]",
  "<*>",
  "<\\*>",
  "\u0001",
  "\u0002",
  "\u200b",
  "x\u00a0y",
  "97%",
  "http://a/b?c=d",
  "0x1f",
  "de:ad:be:ef:00:01",
  "...",
  "a......0",
  "C:\\a\\b",
  "key: value",
  "HTTP/1.1",
  "Sun Dec",
  "é",
  "\ud83d",
  "\uffff",
  "a,b,c",
  "1,2",
  "a;b|c",
  "(1.2 KB)",
  "(spare)",
  "7 8 9",
  "[a, b]",
  "[]",
  "B",
  "Monday",
  "true",
  "null",
  "ws=Source{7 a.b}",
  '"two words"',
  "host:80",
  "a.b",
  "EUR",
  "[event handler]",
  "by rule",
  "::",
  "fe80::1",
];

/** Lines of a few words and values, so that many are alike, and some lines of anything. */
export const line: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...words), fc.constantFrom(...values)), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join(" ")),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...words, ...values, " ", " ", "=", ":", "[", "]"), { maxLength: 10 })
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);

const name = fc.constantFrom(..."abe bea cal dan eve fay gus hal ida jan kim leo".split(" "));
/** Lines that differ in names, so that templates grow more general and take others in. */
const sentence: fc.Arbitrary<string> = fc
  .tuple(name, name, name, fc.constantFrom("x=1", "y", "-", "(7)", "()"))
  .chain(([one, other, third, value]) =>
    fc.constantFrom(
      `login of ${one} at ${other} ${value}`,
      `login of ${one} at ${other} failed`,
      `a ${one} b ${other} c ${third}`,
      `tag=${one} of ${other}, ${third}; done ${value}`,
      `job ${one} [${other}] ${value}`,
    ),
  );

export const lines: fc.Arbitrary<string[]> = fc.oneof(
  fc.array(line, { maxLength: 40 }),
  fc.array(sentence, { maxLength: 60 }),
  fc.array(fc.oneof(sentence, line), { minLength: 20, maxLength: 60, size: "max" }),
);
