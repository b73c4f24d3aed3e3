import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FolderLedger } from "../../../src/adapters/ledger/folder-ledger.ts";
import { hasEnded } from "../../../src/engine/delivery/order.ts";
import { bundledProgram } from "../../support/bundled-program.ts";
import type { DeliveryProgramSettings } from "../../support/delivery/delivery-program.ts";
import { type KillPoint, runDeliveries } from "../../support/delivery/delivery-run.ts";
import { type Receiver, startReceiver } from "../../support/delivery/receiver.ts";
import { acceptance, sampleAlert, sampleDelivery } from "../../support/delivery/sample.ts";
import { isFull } from "../../support/full-run.ts";

const program = bundledProgram("test/support/delivery/delivery-program.ts");
const hour = 3_600_000;

/** A ledger's folder and a receiver, for one test alone. */
interface Place {
  readonly folder: string;
  readonly receiver: Receiver;
}

async function withPlace(act: (place: Place) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "llama-crash-"));
  const receiver = await startReceiver();
  try {
    await act({ folder, receiver });
  } finally {
    receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly tries: number;
}

interface Started {
  /** Once it could begin, where it is told to wait. */
  readonly ready: Promise<unknown>;
  begin(): void;
  readonly ended: Promise<Ended>;
}

function settingsIn(
  { folder, receiver }: Place,
  settings: Partial<DeliveryProgramSettings>,
): DeliveryProgramSettings {
  return {
    folder,
    url: receiver.url,
    way: "look",
    identities: [],
    ahead: 0,
    rate: { perSecond: 1_000, burst: 1_000 },
    // Long, because a busy machine must not be taken for a destination that hangs.
    deadline: 10_000,
    ...settings,
  };
}

function startProgram(place: Place, settings: Partial<DeliveryProgramSettings>): Started {
  const child = spawn(process.execPath, [program, JSON.stringify(settingsIn(place, settings))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ready = once(child.stdout, "data");
  ready.catch(() => undefined);
  let output = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
  });
  const ended = once(child, "close").then(([code, signal]): Ended => {
    if (signal === null) expect(code).toBe(0);
    const line = output.split("\n").find((one) => one.startsWith("{"));
    return { signal, tries: line === undefined ? 0 : (JSON.parse(line) as { tries: number }).tries };
  });
  return { ready, begin: () => child.stdin.end(), ended };
}

/** All of them at the same moment. */
async function runTogether(place: Place, all: readonly Partial<DeliveryProgramSettings>[]): Promise<Ended[]> {
  const started = all.map((settings) => startProgram(place, { ...settings, waits: true }));
  await Promise.all(started.map(({ ready }) => ready));
  for (const { begin } of started) begin();
  return Promise.all(started.map(({ ended }) => ended));
}

async function unended(folder: string): Promise<number> {
  const { deliveries } = await new FolderLedger(folder).read();
  return [...deliveries.values()].filter((delivery) => !hasEnded(delivery)).length;
}

const points: KillPoint[] = [
  "before intent",
  "after intent",
  "after claim",
  "after send",
  "before record",
  "after record",
];
const ways = ["look", "resend", "hope"] as const;
const runs = ["first", "retry"] as const;
const kills = points.flatMap((point) => ways.flatMap((way) => runs.map((run) => [point, way, run] as const)));
/** Each moment with each way of a destination, in one of the two runs. */
const few = points.flatMap((point, at) =>
  ways.map((way, other) => [point, way, runs[(at + other) % 2] ?? "first"] as const),
);

describe("a process that is killed", () => {
  test.concurrent.each(isFull ? kills : few)(
    "%s, with a destination that can only %s, in the %s run, loses nothing and sends twice only where nobody can tell",
    (killAt, way, run) =>
      withPlace(async (place) => {
        const { folder, receiver } = place;
        // What is not killed runs in this process, just as well.
        const runHere = (settings: Partial<DeliveryProgramSettings>) =>
          runDeliveries(settingsIn(place, { way, ...settings }));
        const identities = ["incident"];
        if (run === "retry") {
          receiver.busy = 1;
          await runHere({ identities });
          expect(receiver.taken).toEqual([]);
        }
        const ahead = run === "retry" ? hour : 0;
        const killed = await startProgram(place, { way, identities, killAt, ahead }).ended;
        expect(killed.signal).toBe("SIGKILL");
        const isAccepted = run === "retry" || killAt !== "before intent";
        expect((await new FolderLedger(folder).read()).deliveries.size).toBe(isAccepted ? 1 : 0);
        // What was not accepted is run again as a whole; what was accepted by the retry alone.
        const again = isAccepted ? [] : identities;
        for (let later = 2 * hour; later < 6 * hour; later += hour) {
          await runHere({ identities: again, ahead: later, deadline: 1_000 });
          if ((await unended(folder)) === 0) break;
        }
        const { deliveries } = await new FolderLedger(folder).read();
        expect([...deliveries.values()].map(({ state }) => state)).toEqual(["delivered"]);
        const isSentBefore = killAt === "after send" || killAt === "before record";
        expect(receiver.taken).toHaveLength(isSentBefore && way !== "look" ? 2 : 1);
        // The same key each time: a destination that knows keys has it once.
        expect(new Set(receiver.taken.map(({ key }) => key)).size).toBe(1);
      }),
  );
});

describe("eight runs at once", () => {
  test("send each of 500 waiting deliveries once", () =>
    withPlace(async (place) => {
      const { folder, receiver } = place;
      const time = Date.now();
      const rate = { perSecond: 250, burst: 25 };
      await new FolderLedger(folder).transact(() => ({
        changes: Array.from({ length: 500 }, (_, at) => {
          const alert = sampleAlert({ identity: `i${at}`, time });
          return acceptance(alert, [sampleDelivery(alert, { destination: "hope" })]);
        }).flat(),
        result: undefined,
      }));
      const ended = await runTogether(
        place,
        Array.from({ length: 8 }, () => ({ way: "hope" as const, rate })),
      );
      expect(receiver.taken).toHaveLength(500);
      expect(new Set(receiver.taken.map(({ key }) => key)).size).toBe(500);
      expect(ended.reduce((sum, { tries }) => sum + tries, 0)).toBe(500);
      expect(ended.filter(({ tries }) => tries > 0).length).toBeGreaterThan(1);
      expect(await unended(folder)).toBe(0);
    }));

  test("of which half are killed on the way lose none of 200", () =>
    withPlace(async (place) => {
      const { folder, receiver } = place;
      const time = Date.now();
      await new FolderLedger(folder).transact(() => ({
        changes: Array.from({ length: 200 }, (_, at) => {
          const alert = sampleAlert({ identity: `i${at}`, time });
          return acceptance(alert, [sampleDelivery(alert, { destination: "look" })]);
        }).flat(),
        result: undefined,
      }));
      const rate = { perSecond: 200, burst: 5 };
      const fates = [...points.slice(2), undefined, undefined, undefined, undefined];
      await runTogether(
        place,
        fates.map((killAt) => ({ rate, deadline: 1_000, ...(killAt !== undefined && { killAt }) })),
      );
      for (let ahead = hour; (await unended(folder)) > 0 && ahead < 5 * hour; ahead += hour) {
        await runDeliveries(settingsIn(place, { ahead, deadline: 1_000 }));
      }
      expect(await unended(folder)).toBe(0);
      const keys = receiver.taken.map(({ key }) => key);
      expect(new Set(keys).size).toBe(200);
      // It can be asked, so nothing came twice.
      expect(keys).toHaveLength(200);
    }));
});
