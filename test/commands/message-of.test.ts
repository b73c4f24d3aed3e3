import { expect, test } from "vitest";
import { messageOf, shapeOf } from "../../src/commands/command-line/message-of.ts";

test.each([
  ["2026-03-10T09:20:00.000Z ERROR [orders-api] could not connect", "could not connect"],
  [
    "2026-03-10 09:20:00.000 UTC [4121] orders-db-0 postgres: FATAL:  down",
    "orders-db-0 postgres: FATAL:  down",
  ],
  ["Mar 10 09:20:00 node-2 kernel: Out of memory", "kernel: Out of memory"],
  ["[Sun Dec 04 04:47:44 2005] [error] mod_jk child in error state 6", "mod_jk child in error state 6"],
  ["081109 203615 148 INFO dfs.DataNode: terminating", "dfs.DataNode: terminating"],
  ["17/06/09 20:10:40 ERROR executor: failed", "executor: failed"],
  ['198.51.100.7 - - [10/Mar/2026:09:20:00 +0000] "GET / HTTP/1.1" 500 12', '"GET / HTTP/1.1" 500 12'],
  ['time=2026-03-10T09:20:00Z level=warn service=auth msg="slow"', 'msg="slow"'],
  [
    '{"time":"2026-03-10T09:20:00Z","level":"error","service":"gateway","path":"/x","status":503}',
    "path=/x status=503",
  ],
  ['{"ts":1773134400,"level":"error","msg":"no route"}', "no route"],
  [
    "nova.log 2017-05-16 00:00:20.345 2931 WARNING nova.compute Unknown base file",
    "nova.compute Unknown base file",
  ],
  [
    "KERNDTLB 1118536327 2005.06.11 R30 2005-06-11-17.32.07.581048 R30 RAS KERNEL FATAL down",
    "RAS KERNEL FATAL down",
  ],
  ["{not json", "{not json"],
  ["error: maximum attempts exceeded", "maximum attempts exceeded"],
  ["ERROR", "ERROR"],
  ["plain words", "plain words"],
])("%j says %j", (line, message) => {
  expect(messageOf(line)).toBe(message);
});

test("the tag of a service that is shown beside the message is left out", () => {
  expect(messageOf("Mar 10 09:20:00 node-2 sshd[17]: Failed password", "sshd")).toBe("Failed password");
  expect(messageOf("Mar 10 09:20:00 node-2 sshd[17]: Failed password", "cron")).toBe(
    "sshd[17]: Failed password",
  );
});

test("messages that differ in numbers only have one shape", () => {
  expect(shapeOf("child 17 in state 6")).toBe(shapeOf("child 18 in state 7"));
});
