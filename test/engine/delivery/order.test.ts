import { expect, test } from "vitest";
import { arrange } from "../../../src/engine/delivery/order.ts";
import type { Delivery } from "../../../src/engine/ledger/delivery.ts";
import { type News, sampleAlert, sampleDelivery } from "../../support/delivery/sample.ts";

const placed = (news: News, values: Partial<Delivery>) => {
  const alert = sampleAlert(news);
  return { alert, delivery: sampleDelivery(alert, values) };
};

test("an update gives way to a newer one, unless an attempt of it may have arrived", () => {
  const streamOf = (unsure: boolean) => [
    placed({}, { state: "delivered" }),
    placed({ revision: 2, transition: "update" }, { state: "waiting", unsure }),
    placed({ revision: 3, transition: "update" }, { state: "waiting" }),
  ];
  const known = streamOf(false);
  expect(arrange(known)).toMatchObject({ head: known[2], superseded: [{ entry: known[1] }] });
  const doubtful = streamOf(true);
  expect(arrange(doubtful)).toEqual({ head: doubtful[1], superseded: [] });
});
