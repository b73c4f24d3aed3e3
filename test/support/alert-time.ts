import { stormKey } from "../../src/engine/incidents/alert-keys.ts";
import type { BreakerRecord, Delivery } from "../../src/engine/ledger/delivery.ts";
import type { Change, LedgerView } from "../../src/engine/ledger/ledger.ts";

/** What the ledger would be had all of it happened so many milliseconds earlier. */
export function olderBy(
  { incidents, storms, deliveries, breakers }: LedgerView,
  milliseconds: number,
): Change[] {
  const before = (time: number) => time - milliseconds;
  return [
    ...[...incidents].map(
      ([key, record]): Change => ({
        table: "incidents",
        key,
        value: {
          ...record,
          lastSeen: before(record.lastSeen),
          severitySeen: before(record.severitySeen),
          ...(record.endedAt !== undefined && { endedAt: before(record.endedAt) }),
          ...(record.lastNotified !== undefined && { lastNotified: before(record.lastNotified) }),
        },
      }),
    ),
    ...[...storms].flatMap(([key, storm]): Change[] => {
      const hourStart = before(storm.hourStart);
      const older = stormKey(storm.service, hourStart, storm.shadow);
      return [
        { table: "storms", key, value: undefined },
        { table: "storms", key: older, value: { ...storm, hourStart } },
      ];
    }),
    ...[...deliveries].map(
      ([key, delivery]): Change => ({ table: "deliveries", key, value: olderDelivery(delivery, before) }),
    ),
    ...[...breakers].map(
      ([key, breaker]): Change => ({ table: "breakers", key, value: olderBreaker(breaker, before) }),
    ),
  ];
}

function olderDelivery(delivery: Delivery, before: (time: number) => number): Delivery {
  const { accepted, nextAt, leaseUntil, endedAt, last } = delivery;
  return {
    ...delivery,
    accepted: before(accepted),
    nextAt: before(nextAt),
    ...(leaseUntil !== undefined && { leaseUntil: before(leaseUntil) }),
    ...(endedAt !== undefined && { endedAt: before(endedAt) }),
    ...(last !== undefined && { last: { ...last, at: before(last.at) } }),
  };
}

function olderBreaker(breaker: BreakerRecord, before: (time: number) => number): BreakerRecord {
  const { probeAt, tokensAt } = breaker;
  return {
    ...breaker,
    tokensAt: before(tokensAt),
    ...(probeAt !== undefined && { probeAt: before(probeAt) }),
  };
}
