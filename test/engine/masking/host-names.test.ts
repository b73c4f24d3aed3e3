import { describe, expect, test } from "vitest";
import { hostNameDetectors } from "../../../src/engine/masking/host-names.ts";
import { maskedBy } from "../../support/masked-by.ts";

const masked = (text: string) => maskedBy(hostNameDetectors, text);

describe("names of machines", () => {
  test.each([
    ["connect to db-1.prod.example.com:5432 failed", "connect to #:5432 failed"],
    ["https://api.shop.example/v1 and http://web1:8080/x", "https://#/v1 and http://#:8080/x"],
    ["GET http://files.example.org", "GET http://#"],
    ["mx.example.net. is down", "#. is down"],
    ["api.shop.svc.cluster.local.", "#."],
    ['{"host":"web1","hostname": "db-2.corp"}', '{"host":"#","hostname": "#"}'],
    ["hostname=node-7 server_name=edge3, node=n1", "hostname=# server_name=#, node=#"],
    ["Mar 14 03:12:00 web1 sshd[4121]: closed", "Mar 14 03:12:00 # sshd[4121]: closed"],
    [
      "<34>1 2026-03-14T03:12:00.123Z web1.example.com app 4711 - x",
      "<34>1 2026-03-14T03:12:00.123Z # app 4711 - x",
    ],
    ["relay=mx1.example.no[192.0.2.25]:25", "relay=#[192.0.2.25]:25"],
    ["ssh git@code.example.org", "ssh git@#"],
  ])("%j", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  test.each([
    "com.acme.shop.LoginService and org.apache.hadoop.ipc.Client",
    "java.net.ConnectException at java.base/java.net.Socket.connect(Socket.java:633)",
    "localhost:9000 and http://localhost/x and host=localhost",
    "script.py main.rs index.html a.b.c 1.2.3.4 v1.2.3 4.7.0",
    "host: unreachable; server is down; node: 3 of 5; no such host",
    "user.name = x, file.path, foo.bar()",
    "Mar 14 03:12:00 was a day",
    "host=10.0.0.1 host=- host=null",
  ])("stay out of %j", (text) => {
    expect(masked(text)).toBe(text);
  });
});
