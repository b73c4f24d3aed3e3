import { expect, test } from "vitest";
import { Random } from "../../../bench/outages/random.ts";
import { demoOutage, shops } from "../../../bench/outages-of-demo-shops/demo-shops.ts";
import { complaintOf } from "../../../bench/outages-of-demo-shops/formats/complaints.ts";
import type { Operation, Problem, Service } from "../../../bench/outages-of-demo-shops/model.ts";

const [, boutique, socks] = shops;
const problems: readonly Problem[] = ["refused", "timeout", "reset", "unresolved", "failing", "invalid"];

test("every caller has words, without an empty slot, for everything that can go wrong with whom it calls", () => {
  const random = new Random(1);
  for (const shop of shops)
    for (const { service, calls } of shop.operations.values())
      for (const call of calls)
        for (const problem of problems) {
          const operation = shop.operations.get(call.operation) as Operation;
          const callee = shop.services.get(operation.service) as Service;
          const caller = { ...(shop.services.get(service) as Service), manner: "tells" as const };
          const { host, port, protocol } = { host: callee.name, port: callee.port, protocol: shop.protocol };
          const said = complaintOf(
            { caller, callee, operation: { ...operation, path: "/a" }, problem, protocol, host, port },
            random,
          );
          if (caller.style === "nginx") continue;
          expect([said?.text, ...(said?.more ?? [])].join("\n")).toMatch(
            /^(?!.*\{(?:host|port|url|dial|reason|cause|address)\}).+/s,
          );
        }
});

test("a database that is gone is refused to its callers, and the shop behind answers with errors", () => {
  const { rows, label } = demoOutage(socks!, "database down", 2);
  const during = rows.filter(({ _time }) => _time > label.began && _time < label.end);
  const failed = (some: typeof rows): number =>
    some.filter(({ _raw }) => /HTTP\/1\.1\\?" 50[0-4]/.test(_raw)).length;
  expect(failed(rows.filter(({ _time }) => _time < label.began))).toBeLessThan(5);
  expect(failed(during)).toBeGreaterThan(10);
  expect(rows.map(({ _time }) => _time)).toEqual(
    rows.map(({ _time }) => _time).sort((one, other) => one - other),
  );
});

test("a container that stands still writes nothing while it does", () => {
  const { rows, label } = demoOutage(boutique!, "container pause", 1);
  const own = rows.filter(({ service }) => service === label.accepted[0]);
  expect(own.filter(({ _time }) => _time < label.began).length).toBeGreaterThan(50);
  expect(own.filter(({ _time }) => _time > label.began + 10 && _time < label.end)).toEqual([]);
});
