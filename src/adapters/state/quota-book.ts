import { createHash } from "node:crypto";
import { appendFileSync, closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Amounts } from "../../engine/asking/budget.ts";

export interface QuotaBookOptions {
  /** The app's state folder. */
  readonly folder: string;
  /** Whose spending it is. */
  readonly user: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Milliseconds: spending is written down, and that of others read, at most this often. */
const between = 1_000;
const dayLength = 86_400_000;
/** How many days are kept, for a look at what was. */
const daysKept = 7;
const nothing: Amounts = { calls: 0, tokens: 0, cost: 0 };

/**
 * What one user spends in a day (UTC), in all searches of this host. Every day has its file, to which each process
 * appends a line for what it has spent since its last one. A line is written in one piece and begins anew after one
 * that a killed process left unfinished; nothing is locked. A process that is killed takes with it what it spent in
 * its last second.
 */
export class QuotaBook {
  private readonly options: QuotaBookOptions;
  private readonly quotas: string;
  private readonly file: string;
  private day = "";
  /** Bytes of the day's file that were read. */
  private read = 0;
  private sum = nothing;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private spent = nothing;
  private written = nothing;
  private writtenAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  /** Why it is not kept as it should be: a sentence. */
  problem: string | undefined;

  constructor(options: QuotaBookOptions) {
    this.options = options;
    this.quotas = join(options.folder, "quota");
    // A name may hold any character; the file's must not.
    this.file = createHash("sha256").update(options.user).digest("hex").slice(0, 32);
    this.attempt(() => {
      mkdirSync(this.quotas, { recursive: true, mode: 0o700 });
      this.removeOldDays();
    });
    process.once("exit", this.write);
  }

  /** What this process may spend in all, so that the user's spending of today stays within so much of its kind. */
  mostOf(kind: keyof Amounts, quota: number): number {
    this.look();
    return this.written[kind] + quota - this.sum[kind];
  }

  /** @param spent by this process, in all */
  note(spent: Amounts): void {
    this.spent = spent;
    const wait = this.writtenAt + between - this.options.now();
    if (wait <= 0) {
      this.write();
    } else if (this.timer === undefined) {
      this.timer = setTimeout(this.write, Math.min(wait, between));
      this.timer.unref();
    }
  }

  /** Writes down what is not yet. */
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
      this.look(true);
      appendFileSync(this.path, `\n${JSON.stringify(line)}\n`, { mode: 0o600 });
      this.written = spent;
      this.look(true);
    });
  };

  /** This process spends no more. */
  close(): void {
    process.removeListener("exit", this.write);
    this.write();
  }

  private get path(): string {
    return join(this.quotas, `${this.day}-${this.file}`);
  }

  /** Adds what was written since it looked last; a new day begins with nothing. */
  private look(atOnce = false): void {
    const now = this.options.now();
    const day = new Date(now).toISOString().slice(0, 10);
    if (day === this.day && !atOnce && now - this.lookedAt < between) return;
    this.lookedAt = now;
    if (day !== this.day) {
      this.day = day;
      this.read = 0;
      this.sum = nothing;
    }
    this.attempt(() => {
      const text = textFrom(this.path, this.read);
      const whole = text.lastIndexOf(0x0a) + 1;
      this.read += whole;
      for (const line of text.toString("utf8", 0, whole).split("\n"))
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
      const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
      this.problem ??= `The day's spending could not be read from or written to ${this.quotas} (${code}), so quotas count for each search by itself.`;
    }
  }
}

/** The bytes of a file from a place on; none where there is no file. */
function textFrom(path: string, from: number): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
  try {
    const pieces: Buffer[] = [];
    for (let at = from; ; ) {
      const piece = Buffer.alloc(65_536);
      const length = readSync(descriptor, piece, 0, piece.length, at);
      if (length === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, length));
      at += length;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** What a line says was spent; nothing where it is none, or half of one. */
function amountsIn(line: string): Amounts {
  if (line === "") return nothing;
  try {
    const value = JSON.parse(line) as Readonly<Record<string, unknown>> | null;
    const amount = (kind: keyof Amounts): number => {
      const found = value?.[kind];
      return typeof found === "number" && Number.isFinite(found) && found > 0 ? found : 0;
    };
    return { calls: amount("calls"), tokens: amount("tokens"), cost: amount("cost") };
  } catch {
    return nothing;
  }
}

function plus(one: Amounts, other: Amounts): Amounts {
  return {
    calls: one.calls + other.calls,
    tokens: one.tokens + other.tokens,
    cost: one.cost + other.cost,
  };
}
