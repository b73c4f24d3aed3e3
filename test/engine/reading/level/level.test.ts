import { describe, expect, test } from "vitest";
import { levelAt, readLevel } from "../../../../src/engine/reading/level/level.ts";

test.each([
  ["2026-03-14T03:12:00Z ERROR [orders] cannot reach it", "error"],
  ["2026-03-14 03:12:00,123 WARN  [main] c.e.Shop - slow", "warning"],
  ["[2026-03-14 03:12:00] [error] [client 192.0.2.1] not there", "error"],
  ["[Sun Mar 14 03:12:00.1 2026] [core:error] [pid 3] AH00126", "error"],
  ["2026/03/14 03:12:00 [crit] 31#31: *7 connect() failed", "fatal"],
  ['{"time":"2026","level":"error","msg":"x"}', "error"],
  ['{"severity": "WARNING", "message": "x"}', "warning"],
  ['{"level":50,"msg":"pino"}', "error"],
  ['{"level":30,"msg":"pino"}', "info"],
  ['ts=1 level=warn msg="slow"', "warning"],
  ["E0314 03:12:00.000000       1 reflector.go:1] failed", "error"],
  ["I0314 03:12:00.000000       1 reflector.go:1] synced", "info"],
  ["<11>Mar 14 03:12:00 web1 app: x", "error"],
  ["<30>Mar 14 03:12:00 web1 app: x", "info"],
  ["<34>Mar 14 03:12:00 web1 su: x", "fatal"],
  ["1117838570 2005.06.03 R02-M1 RAS KERNEL FATAL data storage interrupt", "fatal"],
  ["081109 203518 143 INFO dfs.DataNode: Receiving block", "info"],
  ["Mar 14 03:12:00 web1 kernel: error: no such thing", "error"],
  ["SEVERE: Servlet.service() threw", "error"],
  ["DEBUG error handler installed", "debug"],
  ["Mar 14 03:12:00 web1 backup[3]: finished with 0 errors", "none"],
  ['192.0.2.1 - - [14/Mar/2026:03:12:00 +0000] "GET /error.log HTTP/1.1" 200 12', "none"],
  ["", "none"],
])("%j is at level %s", (line, level) => {
  expect(readLevel(line).level).toBe(level);
});

describe("the level that a failure was logged at", () => {
  // Each line holds the failure's words once: OUCH.
  const atOuch = (line: string) => levelAt(readLevel(line), line.indexOf("OUCH"));

  test.each([
    ["2026-03-14 03:12:00,123 - shop.worker - INFO - OUCH", "info"],
    ["Mar 14 03:12:00 web1 app[7]: WARN OUCH", "warning"],
    ["[2026-03-14 03:12:00] [warn] [client 192.0.2.1] OUCH", "warning"],
    ["web_1  | 2026-03-14T03:12:00Z DEBUG [main] OUCH", "debug"],
    ["W0314 03:12:00.000000       1 reflector.go:1] OUCH", "warning"],
    ["<30>Mar 14 03:12:00 web1 app: OUCH", "info"],
    ['{"level":"info","msg":"OUCH"}', "info"],
    ['{"msg":"OUCH","level":"info"}', "info"],
    ['Mar 14 03:12:00 web1 app[7]: {"msg":"OUCH","lvl":"warn"}', "warning"],
    ["{ level: 'info', msg: 'can't OUCH' }", "info"],
    ["{level=INFO, msg=some OUCH}", "info"],
    ['ts=1 level=info msg="OUCH"', "info"],
    ["ts=1 level=info msg=OUCH by peer", "info"],
    ['<event level="INFO" at="1">at last OUCH</event>', "info"],
    ['<event level="INFO" text="OUCH">x</event>', "info"],
  ])("is read in its own place: %j is %s", (line, level) => {
    expect(atOuch(line)).toBe(level);
  });

  test.each([
    ['{"priority":30,"level":"error","msg":"OUCH"}', "error"],
    ['{"level":"error","msg":"OUCH","level":"info"}', "error"],
    ['{"level":"info","msg":"OUCH","level":"error"}', "error"],
    ['level=error msg="OUCH" level=info', "error"],
    ['level=info severity=error msg="OUCH"', "error"],
    ["<11>Mar 14 03:12:00 web1 app: INFO OUCH", "error"],
    ["<30>Mar 14 03:12:00 web1 app: ERROR OUCH", "error"],
  ])("is the worse of two: %j is %s", (line, level) => {
    expect(atOuch(line)).toBe(level);
  });

  test.each([
    "kernel: OUCH level=info",
    "kernel: OUCH INFO recovered",
    "kernel: OUCH [info]",
    "OUCH INFO",
    "503 OUCH <info>",
    'kernel: OUCH ua="level=info recovered"',
    'kernel: user "INFO" OUCH',
    "kernel: user bob level=info OUCH",
    "kernel: level=info recovered OUCH",
    "kernel: {level: info} OUCH",
    "a=1 level=debug but then OUCH",
    "a=1 msg=OUCH level=debug",
    "OUCH\nlevel=info",
    "OUCH\nINFO recovered",
    "\nINFO recovered OUCH",
    'GET /pay?level=debug HTTP/1.1" OUCH',
    "GET /pay?x=1&level=debug OUCH",
    '{"msg":"level=info OUCH"}',
    '{"msg":"INFO OUCH"}',
    '{"msg":"OUCH","ctx":{"level":"info"}}',
    '{"ctx":{"level":"info"},"msg":"OUCH"}',
    '[{"level":"info"}, "OUCH"]',
    '{"tags":["level","info"],"msg":"OUCH"}',
    '{"log":{"level":"info"},"msg":"OUCH"}',
    'OUCH {"level":"info"}',
    'kernel: <x level="info" a="b"> OUCH',
    '{"level":"info"} OUCH',
    "OUCH &quot;level=info&quot;",
    "OUCH \u001b[32mINFO\u001b[0m",
  ])("is not what others wrote: %j says none", (line) => {
    expect(atOuch(line)).toBe("none");
  });

  test.each([
    ['{"level":"error","ctx":{"level":"info"},"msg":"OUCH"}', "error"],
    ['{"level":"error","msg":"level=info OUCH"}', "error"],
    ['{"level":"error","msg":"x\\",\\"level\\":\\"info OUCH"}', "error"],
    ["2026-03-14 ERROR [shop] OUCH level=info", "error"],
    ['2026-03-14 ERROR [shop] OUCH "INFO"', "error"],
    ['level=error msg="OUCH" ua="level=info"', "error"],
    ["2026-03-14 INFO [shop] OUCH level=fatal", "info"],
  ])("stays what it is: %j is %s", (line, level) => {
    expect(atOuch(line)).toBe(level);
  });
});

describe("a line that has no level in its own place", () => {
  test.each([
    ["Mar 14 03:12:00 web1 app: request of user 3 done level=error", "error"],
    ["R02-M1 shop RAS KERNEL RING INNER ERROR here", "error"],
    ["Starting the worker pool gave ERROR here", "none"],
    ['{"log":{"level":"error"},"message":"x"}', "error"],
    ['  "level": "error",', "error"],
    ['{"message":"{\\"level\\":\\"error\\",\\"msg\\":\\"x\\"}"}', "error"],
    ['{"message":"{\\"level\\":\\"info\\",\\"msg\\":\\"x\\"}"}', "none"],
    ['{"message":"she said \\"level\\":\\"error\\""}', "none"],
    ['{"log":"2026-03-14 ERROR x\\n","stream":"stderr"}', "error"],
    ["Mar 14 03:12:00 web1 app: level=info recovered", "none"],
    ["Mar 14 03:12:00 web1 app: user bob wrote INFO once", "none"],
    ['192.0.2.1 - - "GET /?level=fatal HTTP/1.1" 200 12 "-" "FATAL"', "none"],
    ['request done ua="level=fatal"', "none"],
  ])("may be made worse by a severe word, never milder: %j is %s", (line, level) => {
    expect(readLevel(line)).toMatchObject({ level, own: "none" });
  });
});

test("a level is read in time that grows with the line", () => {
  for (const piece of [
    "{",
    "[",
    '"',
    "'",
    "\\",
    "a=",
    'a="',
    "a:",
    "<a ",
    "INFO",
    "level",
    " ",
    "level=",
    "x1 ",
  ]) {
    const line = piece.repeat(Math.ceil(400_000 / piece.length));
    expect(readLevel(line)).toBeDefined();
    expect(readLevel(`{"a":${line}`)).toBeDefined();
    expect(readLevel(`a=1 b=${line}`)).toBeDefined();
  }
});
