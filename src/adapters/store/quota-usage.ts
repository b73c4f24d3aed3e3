import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Usage } from "../../engine/asking/budget.ts";
import { describedCode } from "../process/error-code.ts";
import { readTail } from "./read-tail.ts";

export interface QuotaUsageOptions {
  /** The app's state folder. */
  readonly folder: string;
  /** The user whose usage this is. */
  readonly user: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Least milliseconds between two writes of our usage, and between two reads of others'. */
const interval = 1_000;
const dayLength = 86_400_000;
/** Days that the files are kept, for people who want to look at past usage. */
const daysKept = 7;
const nothing: Usage = { calls: 0, tokens: 0, cost: 0 };

/**
 * Counts the usage of one user in a day (UTC), over all searches of this host. Each day has a file, to which each process
 * appends a line with its usage since its last line. There is no lock: each line is a single write that starts with a
 * newline, so a half-written line of a killed process does not spoil the next. A killed process loses only its last
 * second of usage.
 */
export class QuotaUsage {
  private readonly options: QuotaUsageOptions;
  private readonly quotas: string;
  private readonly file: string;
  private day = "";
  /** Bytes read of the day's file. */
  private read = 0;
  private sum = nothing;
  private refreshedAt = Number.NEGATIVE_INFINITY;
  private spent = nothing;
  private written = nothing;
  private writtenAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  /** A sentence that says why the usage could not be read or written. */
  problem: string | undefined;

  constructor(options: QuotaUsageOptions) {
    this.options = options;
    this.quotas = join(options.folder, "quota");
    // User names may contain characters that file names must not.
    this.file = createHash("sha256").update(options.user).digest("hex").slice(0, 32);
    this.attempt(() => {
      mkdirSync(this.quotas, { recursive: true, mode: 0o700 });
      this.removeOldDays();
    });
    process.once("exit", this.write);
  }

  /** How much this process may use in total, so that the user stays within today's quota. */
  mostOf(kind: keyof Usage, quota: number): number {
    this.refresh();
    return this.written[kind] + quota - this.sum[kind];
  }

  /** @param spent total usage of this process */
  note(spent: Usage): void {
    this.spent = spent;
    const wait = this.writtenAt + interval - this.options.now();
    if (wait <= 0) {
      this.write();
    } else if (this.timer === undefined) {
      this.timer = setTimeout(this.write, Math.min(wait, interval));
      this.timer.unref();
    }
  }

  /** Appends the usage that is not in the file yet. */
  readonly write = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { spent, written } = this;
    const line = {
      calls: spent.calls - written.calls,
      tokens: spent.tokens - written.tokens,
      cost: spent.cost - written.cost,
    };
    if (line.calls === 0 && line.tokens === 0 && line.cost === 0) return;
    this.writtenAt = this.options.now();
    this.attempt(() => {
      this.refresh(true);
      appendFileSync(this.path, `\n${JSON.stringify(line)}\n`, { mode: 0o600 });
      this.written = spent;
      this.refresh(true);
    });
  };

  /** Writes the last usage; this process uses no more. */
  close(): void {
    process.removeListener("exit", this.write);
    this.write();
  }

  private get path(): string {
    return join(this.quotas, `${this.day}-${this.file}`);
  }

  /** Adds what was appended since the last refresh. A new day starts at zero. */
  private refresh(atOnce = false): void {
    const now = this.options.now();
    const day = new Date(now).toISOString().slice(0, 10);
    if (day === this.day && !atOnce && now - this.refreshedAt < interval) return;
    this.refreshedAt = now;
    if (day !== this.day) {
      this.day = day;
      this.read = 0;
      this.sum = nothing;
    }
    this.attempt(() => {
      const bytes = readTail(this.path, this.read)?.bytes ?? Buffer.alloc(0);
      const whole = bytes.lastIndexOf(0x0a) + 1;
      this.read += whole;
      for (const line of bytes.toString("utf8", 0, whole).split("\n"))
        this.sum = plus(this.sum, amountsIn(line));
    });
  }

  private removeOldDays(): void {
    const oldest = new Date(this.options.now() - daysKept * dayLength).toISOString().slice(0, 10);
    for (const file of readdirSync(this.quotas)) {
      if (/^\d{4}-\d\d-\d\d-/.test(file) && file.slice(0, 10) < oldest)
        rmSync(join(this.quotas, file), { force: true });
    }
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      const code = describedCode(error);
      this.problem ??= `The day's spending could not be read from or written to ${this.quotas} (${code}), so quotas count for each search by itself.`;
    }
  }
}

/** The usage in a line; nothing for an incomplete or invalid line. */
function amountsIn(line: string): Usage {
  if (line === "") return nothing;
  try {
    const value = JSON.parse(line) as Readonly<Record<string, unknown>> | null;
    const amount = (kind: keyof Usage): number => {
      const found = value?.[kind];
      return typeof found === "number" && Number.isFinite(found) && found > 0 ? found : 0;
    };
    return { calls: amount("calls"), tokens: amount("tokens"), cost: amount("cost") };
  } catch {
    return nothing;
  }
}

function plus(one: Usage, other: Usage): Usage {
  return {
    calls: one.calls + other.calls,
    tokens: one.tokens + other.tokens,
    cost: one.cost + other.cost,
  };
}
