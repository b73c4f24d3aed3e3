import { describe, expect, test } from "vitest";
import { united } from "../../../src/engine/correlation/same-party.ts";
import type { Symptom } from "../../../src/engine/correlation/symptom.ts";

function symptom(party: string, host: string, names: readonly string[] = []): Symptom {
  return {
    ...{ party, service: party, host, kind: undefined, from: 0, to: 9, count: 9, weight: 5, local: 0.5 },
    ...{ accused: new Map(names.map((name) => [name, 0.8])), unresolved: false, pool: false },
  };
}

const suspect = (name: string, blame: number) => ({ name, blame, onset: 0 });

describe("a service and its own hosts", () => {
  const engine = new Map([["engine", { hosts: new Set(["int-1", "int-2"]), byFile: true }]]);

  test("are one suspect with the blame of all", () => {
    const found = united(
      [suspect("medis", 0.4), suspect("engine", 0.3), suspect("int-2", 0.3)],
      [symptom("engine", "int-2")],
      engine,
    );
    expect(found.suspects).toEqual([suspect("int-2", 0.6), suspect("medis", 0.4)]);
    expect(found.nameOf("engine")).toBe("int-2");
    expect(found.nameOf("medis")).toBe("medis");
  });

  test("go by the host where nobody calls the service as its file is called", () => {
    const found = united([suspect("engine", 1)], [symptom("engine", "")], engine);
    expect(found.suspects[0]?.name).toBe("int-1");
  });

  test("go by the service where others call it so, or where it is a product's name", () => {
    const called = united(
      [suspect("engine", 1)],
      [symptom("engine", ""), symptom("shop", "", ["engine"])],
      engine,
    );
    expect(called.suspects[0]?.name).toBe("engine");
    const redis = new Map([["redis", { hosts: new Set(["cache-1", "cache-2"]), byFile: true }]]);
    expect(united([suspect("redis", 1)], [symptom("redis", "")], redis).suspects[0]?.name).toBe("redis");
  });

  test("go by the service where the host is a pod of it", () => {
    const pods = new Map([["orders", { hosts: new Set(["orders-7c9f6b5d4-x2k8p"]), byFile: false }]]);
    const found = united([suspect("orders-7c9f6b5d4-x2k8p", 1)], [], pods);
    expect(found.suspects[0]?.name).toBe("orders");
  });
});
