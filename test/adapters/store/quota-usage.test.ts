import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { QuotaUsage } from "../../../src/adapters/store/quota-usage.ts";
import { bundledProgram } from "../../support/bundled-program.ts";

const noon = Date.UTC(2026, 10, 21, 12);

/** One user's state folder, and a clock that only the test moves. */
class Day {
  readonly folder = mkdtempSync(join(tmpdir(), "llama-quota-"));
  now = noon;

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  book(user = "alice"): QuotaUsage {
    const book = new QuotaUsage({ folder: this.folder, user, now: () => this.now });
    onTestFinished(() => book.close());
    return book;
  }

  get files(): string[] {
    return readdirSync(join(this.folder, "quota")).sort();
  }
}

const spent = (calls: number) => ({ calls, tokens: calls * 100, cost: calls / 4 });

describe("what a search may spend", () => {
  test("is the quota less what the user's searches have spent today", () => {
    const day = new Day();
    day.book().note(spent(3));
    const next = day.book();
    expect([next.mostOf("calls", 10), next.mostOf("tokens", 1_000), next.mostOf("cost", 1)]).toEqual([
      ...[7, 700, 0.25],
    ]);
    expect(day.book("bob").mostOf("calls", 10)).toBe(10);
  });

  test("does not shrink by what it spends itself", () => {
    const book = new Day().book();
    for (let calls = 1; calls <= 5; calls++) {
      book.note(spent(calls));
      book.write();
      expect(book.mostOf("calls", 10)).toBe(10);
    }
  });

  test("shrinks within a second by what others spend meanwhile", () => {
    const day = new Day();
    const [one, other] = [day.book(), day.book()];
    expect(one.mostOf("calls", 10)).toBe(10);
    other.note(spent(4));
    day.now += 1_000;
    expect(one.mostOf("calls", 10)).toBe(6);
  });

  test("begins anew at midnight UTC, also for a search that is under way", () => {
    const day = new Day();
    const book = day.book();
    day.book().note(spent(5));
    book.note(spent(3));
    expect(book.mostOf("calls", 10)).toBe(5);
    day.now = noon + 43_200_000;
    expect(book.mostOf("calls", 10)).toBe(13);
    book.note(spent(4));
    day.now += 1_000;
    expect(day.book().mostOf("calls", 10)).toBe(9);
  });
});

describe("what is spent is written down", () => {
  test("at once, then within a second, in one line for all of it", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const day = new Day();
    const book = day.book();
    for (let calls = 1; calls <= 50; calls++) book.note(spent(calls));
    expect(day.book().mostOf("calls", 100)).toBe(99);
    day.now += 1_000;
    vi.advanceTimersByTime(1_000);
    expect(day.book().mostOf("calls", 100)).toBe(50);
  });

  test("by processes side by side, all of it, and of one that is killed what is older than a second", async () => {
    const day = new Day();
    const program = bundledProgram("test/adapters/store/quota-program.ts");
    const start = (calls: number, stays: boolean): ChildProcess =>
      spawn(process.execPath, [program, day.folder, String(noon), String(calls), stays ? "stays" : "ends"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
    const killed = start(30, true);
    const ended = [start(40, false), start(50, false), start(60, false)];
    await Promise.all([once(killed.stdout!, "data"), ...ended.map((child) => once(child, "close"))]);
    killed.kill("SIGKILL");
    await once(killed, "close");
    // It wrote the first call down at once, and the others were waiting for their second to pass.
    expect(day.book().mostOf("calls", 1_000)).toBe(1_000 - 150 - 1);
  });

  test("and neither half a line nor nonsense harms the next", () => {
    const day = new Day();
    day.book().note(spent(2));
    const file = join(day.folder, "quota", day.files[0]!);
    appendFileSync(file, '\n{"calls":50,"tok');
    day.now += 1_000;
    day.book().note(spent(1));
    appendFileSync(file, '\n{"calls":-5,"tokens":"x"}\nnull\n[]\n{"calls":1e999}\n\n');
    expect(day.book().mostOf("calls", 10)).toBe(7);
  });

  test("without the user's name, for the owner alone, for a week", () => {
    const day = new Day();
    mkdirSync(join(day.folder, "quota"));
    for (const name of ["2026-11-13-old", "2026-11-14-kept", "notes"])
      writeFileSync(join(day.folder, "quota", name), "");
    day.book("../eve\n").note(spent(1));
    expect(day.files).toEqual([
      "2026-11-14-kept",
      expect.stringMatching(/^2026-11-21-[0-9a-f]{32}$/),
      "notes",
    ]);
  });
});

test.skipIf(process.getuid?.() === 0)(
  "where nothing can be written, a sentence says so, and the search goes on",
  () => {
    const day = new Day();
    chmodSync(day.folder, 0o500);
    const book = day.book();
    book.note(spent(3));
    expect(book.problem).toContain("quotas count for each search by itself");
    expect(book.mostOf("calls", 10)).toBe(10);
    chmodSync(day.folder, 0o700);
  },
);

test("where a file stands in the way, a sentence says so, and the search goes on", () => {
  const day = new Day();
  writeFileSync(join(day.folder, "quota"), "");
  const book = day.book();
  book.note(spent(3));
  expect(book.problem).toMatch(/could not be read from or written to .*quota \((?:EEXIST|ENOTDIR)\)/);
  expect(book.mostOf("calls", 10)).toBe(10);
});
