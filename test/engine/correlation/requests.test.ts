import { describe, expect, test } from "vitest";
import { EventColumns } from "../../../src/engine/correlation/event-columns.ts";
import { type FailedRequests, Requests } from "../../../src/engine/correlation/requests.ts";

const parts = ["front", "quote", "tariff"].flatMap((party) =>
  [false, true].map((isFailure) => ({ party, isFailure })),
);
const [front, frontFails, quote, quoteFails, tariff, tariffFails] = [0, 1, 2, 3, 4, 5] as const;

/** @param requests each the kinds of its lines, in order of time, from second 0 or from 1,000 if one fails */
function failedIn(
  requests: readonly (readonly number[])[],
  needed: readonly string[] = [],
): Map<string, FailedRequests> {
  const columns = new EventColumns();
  requests.forEach((kinds, request) => {
    const begin = kinds.some((kind) => kind % 2 === 1) ? 1_000 : 0;
    for (const [place, kind] of kinds.entries())
      columns.add(begin + request + place / 10, kind, 0, request + 1);
  });
  return new Requests(columns, parts).failedBetween(900, 2_000, (one, other) =>
    needed.includes(`${one} ${other}`),
  );
}
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

describe("the requests of a log", () => {
  test("tell who failed first in those that failed, and after whom the others did", () => {
    const failed = failedIn(times(5, [tariffFails, quoteFails, frontFails]));
    expect(failed.get("tariff")).toMatchObject({ count: 5, first: 1 });
    expect(failed.get("quote")?.after).toEqual(new Map([["tariff", 1]]));
    expect(failed.get("front")).toMatchObject({ first: 0 });
  });

  test("tell no order where clocks differ and half say the opposite, unless one is known to need the other", () => {
    const mixed = [...times(5, [quoteFails, frontFails]), ...times(5, [frontFails, quoteFails])];
    expect(failedIn(mixed).get("front")).toMatchObject({ first: 1, after: new Map() });
    expect(failedIn(mixed, ["front quote"]).get("front")?.after).toEqual(new Map([["quote", 1]]));
    expect(failedIn(mixed, ["front quote"]).get("quote")).toMatchObject({ first: 1 });
  });

  test("tell who takes part in them no more", () => {
    const failed = failedIn([...times(20, [tariff, quote, front]), ...times(20, [quote, frontFails])]);
    expect([...(failed.get("front")?.missed.keys() ?? [])]).toEqual(["tariff"]);
  });

  test("tell nothing by one or two of them", () => {
    expect(failedIn(times(2, [tariffFails, frontFails])).size).toBe(0);
  });
});
