import fc from "fast-check";
import { expect, test } from "vitest";
import { serviceOf } from "../../../src/engine/analyst/service.ts";

test.each([
  ["Mar 14 03:12:00 web1 sshd[123]: Failed password", "sshd"],
  ["Mar 14 03:12:00 web1 sshd(pam_unix)[123]: authentication failure", "sshd"],
  ["2026-03-14T03:12:00.000Z web1 postgres[9]: LOG: x", "postgres"],
  ["2026-03-14T03:12:00Z ERROR [api-gateway] upstream gone", "api-gateway"],
  ["2026-03-14 03:12:00 INFO [main] [checkout] started", "checkout"],
  ['{"level":"error","service":"payments","msg":"declined"}', "payments"],
  ["level=warn service=search msg=slow", "search"],
  ["081109 203518 143 INFO dfs.DataNode$PacketResponder: x", ""],
  ["2026-03-14 03:12:00 ERROR com.example.shop.OrderService: x", "OrderService"],
  ["17/06/09 20:10:40 INFO storage.BlockManager: found", ""],
  ["[error] nothing named here", ""],
  ["", ""],
])("the service of %j is %j", (line, service) => {
  expect(serviceOf(line)).toBe(service);
});

test("a service is short, printable and no number, whatever the line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (line) => {
      expect(serviceOf(line)).toMatch(/^$|^[\w./$-]{1,40}$/);
      expect(serviceOf(line)).not.toMatch(/^\d+$/);
    }),
  );
});
