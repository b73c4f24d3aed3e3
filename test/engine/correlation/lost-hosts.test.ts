import { describe, expect, test } from "vitest";
import type { Kind } from "../../../src/engine/correlation/kind.ts";
import { lostHosts } from "../../../src/engine/correlation/lost-hosts.ts";
import type { Symptom } from "../../../src/engine/correlation/symptom.ts";

const hosts = new Set(["broker-2", "pg-2", "store-2", "web-1"]);
const says = (party: string, text: string, ...accused: readonly string[]): Symptom => ({
  ...{ party, service: party, host: "", from: 100, to: 400, count: 9, weight: 9, local: 0.1 },
  ...{ accused: new Map(accused.map((name) => [name, 0.8])), unresolved: false, pool: false },
  kind: { samples: { all: [{ time: 200, host: 1, text }] } } as unknown as Kind,
});

describe("hosts are lost", () => {
  test("that several miss at once, each another or the same", () => {
    const lost = lostHosts(
      [
        says("kafka", "Connection to node 2 (broker-2) could not be established", "broker-2"),
        says("postgresql", 'standby "pg-2" is no longer streaming', "pg-2"),
        says("dispatch", "broker-2: no route to host", "broker-2"),
      ],
      hosts,
    );
    expect(lost).toEqual(
      new Map([
        ["broker-2", 2],
        ["pg-2", 1],
      ]),
    );
  });

  test("that a watcher reports, and that tell of their own links", () => {
    const watched = says("kube-controller-manager", "NodeNotReady pg-2 web-1", "pg-2", "web-1");
    expect([...lostHosts([watched], hosts).keys()]).toEqual(["pg-2", "web-1"]);
    const own = ["pg-2", "web-1"].map((host) => says(host, "eno1: NIC Link is Down"));
    expect([...lostHosts(own, hosts).keys()]).toEqual(["pg-2", "web-1"]);
  });

  test("and not where one host is missed, one service misses its own, or they answer with errors", () => {
    expect(lostHosts([says("kafka", "broker-2 is unavailable", "broker-2")], hosts).size).toBe(0);
    expect(lostHosts([says("haproxy", "Server is DOWN", "pg-2", "web-1")], hosts).size).toBe(0);
    const failing = ["kafka", "mail"].map((party) => says(party, "answered 500", "pg-2", "web-1"));
    expect(lostHosts(failing, hosts).size).toBe(0);
  });
});
