// quota-program FOLDER NOW CALLS ends|stays: spends so many calls on a clock that stands still, and ends or waits.
import { setTimeout as wait } from "node:timers/promises";
import { QuotaUsage } from "../../../src/adapters/store/quota-usage.ts";

const [folder = "", now = "", calls = "", then = ""] = process.argv.slice(2);
const book = new QuotaUsage({ folder, user: "alice", now: () => Number(now) });
for (let call = 1; call <= Number(calls); call++) {
  book.note({ calls: call, tokens: 0, cost: 0 });
  // Processes that end write often, to meet each other.
  if (then === "ends") book.write();
}
process.stdout.write("spent");
if (then === "stays") await wait(60_000);
