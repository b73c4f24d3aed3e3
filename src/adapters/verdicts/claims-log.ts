import { randomBytes } from "node:crypto";
import { mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ClaimLine, claimText, readClaim, startOfKey } from "./claim-line.ts";
import { LineScanner } from "./line-scanner.ts";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";
import type { EntrySigner } from "./signed-entry.ts";

/** Milliseconds of one file of claims; longer than any lease, so that this one and the last are all that counts. */
export const claimsPeriod = 600_000;
/** Bytes; beyond, claims cost more than they save. */
const longestLog = 16 * 1024 * 1024;
/** Keys in one line, and bytes of it. */
const keysAtOnce = 4_000;
const longestClaim = 80_000;

export interface ClaimsOptions {
  readonly folder: string;
  readonly signer: EntrySigner;
  readonly identity: ProcessIdentity;
  readonly now: () => number;
  /** Milliseconds after which a claim ends by itself; at most `claimsPeriod`. */
  readonly lease: number;
}

interface Claim {
  readonly holder: string;
  readonly until: number;
}

/**
 * Who asks what, on one host, without locks: a file that all append to, each line in one write, so that its order is
 * the same for everyone. Whoever claimed a key first holds it, until they release it, die, or their lease ends. All of it rejects with the system's error.
 */
export class ClaimsLog {
  readonly #options: ClaimsOptions;
  readonly #holder: string;
  readonly #lines = new Map<string, Claim[]>();
  readonly #ended = new Set<string>();
  readonly #held = new Set<string>();
  readonly #scanners = new Map<string, LineScanner>();

  constructor(options: ClaimsOptions) {
    this.#options = options;
    this.#holder = `${options.identity}/${randomBytes(4).toString("hex")}`;
  }

  /** @returns those of the keys that this log's process holds now */
  async claim(keys: readonly string[]): Promise<string[]> {
    await this.#readOn();
    const alive = this.#livingHolders();
    const free = keys.filter((key) => this.#holderOf(key, alive) === undefined);
    for (let at = 0; at < free.length; at += keysAtOnce) {
      await this.#say("claim", free.slice(at, at + keysAtOnce).map(startOfKey));
    }
    if (free.length > 0) await this.#readOn();
    const mine = new Set(keys.filter((key) => this.#holderOf(key, alive) === this.#holder));
    for (const key of mine) this.#held.add(key);
    // Another was faster. Nobody stays in line: who waits looks for the verdict, and claims anew if none comes.
    await this.#giveBack(free.filter((key) => !mine.has(key)));
    return [...mine];
  }

  /** @returns those that no other living process holds */
  async unclaimed(keys: readonly string[]): Promise<string[]> {
    await this.#readOn();
    const alive = this.#livingHolders();
    return keys.filter((key) => {
      const holder = this.#holderOf(key, alive);
      return holder === undefined || holder === this.#holder;
    });
  }

  /** Of what it does not hold nothing is said. */
  async release(keys: readonly string[]): Promise<void> {
    await this.#giveBack(keys.filter((key) => this.#held.delete(key)));
  }

  /** Gives back all. */
  async end(): Promise<void> {
    if (this.#held.size > 0) await this.#say("end", []);
    this.#held.clear();
  }

  async #giveBack(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      await this.#say("release", keys.slice(at, at + keysAtOnce).map(startOfKey));
    }
  }

  /** Asked once for each holder and look: it may mean a file of the system. */
  #livingHolders(): (holder: string) => boolean {
    const known = new Map<string, boolean>();
    return (holder) => {
      const found = known.get(holder);
      if (found !== undefined) return found;
      // Of a process of another machine nothing is known: its lease decides.
      const living = holder === this.#holder || isAlive(holder.split("/")[0] as string) !== false;
      known.set(holder, living);
      if (!living) this.#ended.add(holder);
      return living;
    };
  }

  #holderOf(key: string, alive: (holder: string) => boolean): string | undefined {
    const line = this.#lines.get(startOfKey(key));
    const now = this.#options.now();
    while (line !== undefined && line.length > 0) {
      const { holder, until } = line[0] as Claim;
      if (until > now && !this.#ended.has(holder) && alive(holder)) return holder;
      line.shift();
    }
    this.#lines.delete(startOfKey(key));
    return undefined;
  }

  #apply({ what, holder, time, starts }: ClaimLine): void {
    if (what === "end") this.#ended.add(holder);
    const until = time + this.#options.lease;
    for (const start of starts) {
      const line = this.#lines.get(start) ?? [];
      const at = line.findIndex((claim) => claim.holder === holder);
      if (at >= 0) line.splice(at, 1);
      if (what === "claim") {
        // One that claims again keeps its place, with a new lease.
        line.splice(at >= 0 ? at : line.length, 0, { holder, until });
        this.#lines.set(start, line);
      } else if (line.length === 0) this.#lines.delete(start);
    }
  }

  async #readOn(): Promise<void> {
    const period = this.#period();
    for (const file of [logName(period - 1), logName(period)]) {
      const path = join(this.#options.folder, file);
      const size = await stat(path).then(
        (found) => found.size,
        (error: NodeJS.ErrnoException) => {
          if (error.code === "ENOENT") return 0;
          throw error;
        },
      );
      if (size > longestLog) throw Object.assign(new Error("too long"), { code: "EFBIG" });
      const scanner = this.#scanners.get(file) ?? new LineScanner(0, longestClaim);
      this.#scanners.set(file, scanner);
      if (size > scanner.position) await this.#scan(path, scanner, size);
    }
  }

  async #scan(path: string, scanner: LineScanner, size: number): Promise<void> {
    const log = await open(path, "r");
    try {
      await scanner.scan(log, size, (line) => {
        const claim = readClaim(line.toString(), this.#options.signer);
        if (claim !== undefined) this.#apply(claim);
      });
    } finally {
      await log.close();
    }
  }

  /** In one write: the system puts it behind what others have written, and nothing into the middle of it. */
  async #say(what: ClaimLine["what"], starts: readonly string[]): Promise<void> {
    const { folder, signer, now } = this.#options;
    const text = claimText({ what, holder: this.#holder, time: now(), starts }, signer);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const log = await open(join(folder, logName(this.#period())), "a", 0o600);
    try {
      await log.write(Buffer.from(text));
    } finally {
      await log.close();
    }
  }

  #period(): number {
    return Math.floor(this.#options.now() / claimsPeriod);
  }
}

export function logName(period: number): string {
  return `claims.${period}.log`;
}

/** The period that a log is of; undefined for another file. */
export function periodOfLog(file: string): number | undefined {
  const [, period] = /^claims\.(\d{1,12})\.log$/.exec(file) ?? [];
  return period === undefined ? undefined : Number(period);
}
