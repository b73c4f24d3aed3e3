/**
 * Runs the tests as on another day: npm run check:calendar [-- [month] [year] [leap-day] [--whole | FILE ...]]
 *
 * Every process of the run, whatever environment a test gives it, finds a Node that moves `Date` on: tests start Node
 * by `process.execPath`, and that is a script with the shift written into it.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

const day = 86_400_000;

const shifts = {
  month: 31 * day,
  year: 365 * day,
  "leap-day": untilLeapDay(new Date()),
} as const;
type Shift = keyof typeof shifts;

/**
 * Left out unless --whole is said: tests of bytes of a conversation, of files of a package, of lines of log text, which
 * are given with their dates, and of what leaves, is killed or asked of a model. Whatever in these programs reads the
 * clock is met by tests that stay in: all that the ledger, the stores and the engine do, and the alerts end to end.
 */
const withoutDates = [
  "test/end-to-end/{fuzz,properties,pipes,bad-input,conversation,rows,chaos,client}.test.ts",
  "test/end-to-end/{model-*,egress,alert-egress,alert-kills,masking}.test.ts",
  "test/package/**",
  "test/setup-page/**",
  "test/engine/{masking,templates}/**",
  "test/splunk/**",
];

const words = process.argv.slice(2);
const chosen = words.filter((word): word is Shift => Object.hasOwn(shifts, word));
const rest = words.filter((word) => !Object.hasOwn(shifts, word) && word !== "--whole");
const left = words.includes("--whole") || rest.length > 0 ? [] : withoutDates;
// The day that most can go wrong on is more than a year ahead in three years of four, too.
const failed = (chosen.length > 0 ? chosen : (["leap-day"] as const)).filter((shift) => !passes(shift));
if (failed.length > 0) {
  process.stderr.write(`The tests do not hold on another day: ${failed.join(", ")}.\n`);
  process.exitCode = 1;
}

/** To the same time of day on the next 29 February. */
function untilLeapDay(now: Date): number {
  for (let year = now.getUTCFullYear(); ; year++) {
    const leapDay = new Date(now);
    leapDay.setUTCFullYear(year, 1, 29);
    if (leapDay.getUTCDate() === 29 && leapDay > now) return leapDay.getTime() - now.getTime();
  }
}

function passes(shift: Shift): boolean {
  const by = shifts[shift];
  process.stdout.write(
    `== the tests as on ${new Date(Date.now() + by).toISOString().slice(0, 10)} (${shift})\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), "llama-calendar-"));
  // Some tests start Node as another user.
  chmodSync(folder, 0o755);
  try {
    const node = join(folder, "node");
    const preload = resolve("test/support/shifted-date.cjs");
    writeFileSync(
      node,
      `#!/bin/sh\nSHIFTED_DATE_BY=\${SHIFTED_DATE_BY:-${by}} SHIFTED_DATE_NODE='${node}' exec '${process.execPath}' --require '${preload}' "$@"\n`,
      { mode: 0o755 },
    );
    const run = spawnSync(node, ["node_modules/vitest/vitest.mjs", "run", ...rest], {
      stdio: "inherit",
      env: {
        ...process.env,
        TESTS_LEFT_OUT: left.join(" "),
        PATH: `${folder}${delimiter}${process.env.PATH}`,
      },
    });
    return run.status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
