// deadline-program: makes deadlines that nothing holds but who listens to them, and tells how many came about.
import { setTimeout as wait } from "node:timers/promises";
import { Deadline } from "../../src/adapters/process/deadline.ts";

const count = 20;
const came = { timeout: 0, cancelled: 0 };
const cancel = new AbortController();

function listen(signal: AbortSignal, kind: keyof typeof came): void {
  signal.addEventListener("abort", () => came[kind]++);
}

for (let at = 0; at < count; at++) {
  listen(new Deadline(1_500, [cancel.signal]).unref().signal, "timeout");
  // Released by nobody, as where an error was thrown on the way: it must not keep the process.
  new Deadline(3_600_000, []).unref();
}
// Timers fire in the order of their times, however slow the machine is.
await wait(1_600);
for (let at = 0; at < count; at++) listen(new Deadline(60_000, [cancel.signal]).unref().signal, "cancelled");
await wait(1_000);
cancel.abort();
process.stdout.write(JSON.stringify(came));
