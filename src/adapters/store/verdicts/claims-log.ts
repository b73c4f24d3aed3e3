import { randomBytes } from "node:crypto";
import { mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAliveByText } from "../../process/process-identity.ts";
import { LineScanner } from "./line-scanner.ts";
import type { EntrySigner } from "./signed-entry.ts";

/** Milliseconds that one claims file covers. Longer than any lease, so that only this file and the last one count. */
export const claimsPeriod = 600_000;
/** Bytes; in a longer log, reading the claims costs more than they save. */
const longestLog = 16 * 1024 * 1024;
/** Most keys in one line, and the bytes of that line. */
const keysAtOnce = 4_000;
const longestClaim = 80_000;

export interface ClaimsOptions {
  readonly folder: string;
  readonly signer: EntrySigner;
  /** The identity of this process. */
  readonly identity: string;
  readonly now: () => number;
  /** Milliseconds after which a claim expires; at most `claimsPeriod`. */
  readonly lease: number;
}

interface Claim {
  readonly holder: string;
  readonly until: number;
}

/**
 * Coordinates without locks which process of a host asks about which unit. All processes append to one file, each line in
 * a single write, so that all see the same order. The first to claim a key holds it until it releases the claim, dies, or
 * its lease ends. All methods reject with the system's error.
 */
export class ClaimsLog {
  readonly #options: ClaimsOptions;
  readonly #holder: string;
  readonly #queues = new Map<string, Claim[]>();
  readonly #ended = new Set<string>();
  readonly #held = new Set<string>();
  readonly #scanners = new Map<string, LineScanner>();

  constructor(options: ClaimsOptions) {
    this.#options = options;
    this.#holder = `${options.identity}/${randomBytes(4).toString("hex")}`;
  }

  /** @returns the keys that this process holds now */
  async claim(keys: readonly string[]): Promise<string[]> {
    await this.#readNew();
    const alive = this.#livingHolders();
    const free = keys.filter((key) => this.#holderOf(key, alive) === undefined);
    for (let at = 0; at < free.length; at += keysAtOnce) {
      await this.#append("claim", free.slice(at, at + keysAtOnce).map(prefixOf));
    }
    if (free.length > 0) await this.#readNew();
    const mine = new Set(keys.filter((key) => this.#holderOf(key, alive) === this.#holder));
    for (const key of mine) this.#held.add(key);
    // Another process was faster. Leave the queue: we wait for its verdict, and claim again if none comes.
    await this.#giveBack(free.filter((key) => !mine.has(key)));
    return [...mine];
  }

  /** @returns the keys that no other living process holds */
  async unclaimed(keys: readonly string[]): Promise<string[]> {
    await this.#readNew();
    const alive = this.#livingHolders();
    return keys.filter((key) => {
      const holder = this.#holderOf(key, alive);
      return holder === undefined || holder === this.#holder;
    });
  }

  /** Ignores keys that this process does not hold. */
  async release(keys: readonly string[]): Promise<void> {
    await this.#giveBack(keys.filter((key) => this.#held.delete(key)));
  }

  /** Releases all claims. */
  async end(): Promise<void> {
    if (this.#held.size > 0) await this.#append("end", []);
    this.#held.clear();
  }

  async #giveBack(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      await this.#append("release", keys.slice(at, at + keysAtOnce).map(prefixOf));
    }
  }

  /** Caches the answer for each holder, because each check may read a system file. */
  #livingHolders(): (holder: string) => boolean {
    const known = new Map<string, boolean>();
    return (holder) => {
      const found = known.get(holder);
      if (found !== undefined) return found;
      // For a process of another machine only the lease counts.
      const living = holder === this.#holder || isAliveByText(holder.split("/")[0] as string) !== false;
      known.set(holder, living);
      if (!living) this.#ended.add(holder);
      return living;
    };
  }

  #holderOf(key: string, alive: (holder: string) => boolean): string | undefined {
    const queue = this.#queues.get(prefixOf(key));
    const now = this.#options.now();
    while (queue !== undefined && queue.length > 0) {
      const { holder, until } = queue[0] as Claim;
      if (until > now && !this.#ended.has(holder) && alive(holder)) return holder;
      queue.shift();
    }
    this.#queues.delete(prefixOf(key));
    return undefined;
  }

  #apply({ what, holder, time, prefixes }: ClaimLine): void {
    if (what === "end") this.#ended.add(holder);
    const until = time + this.#options.lease;
    for (const prefix of prefixes) {
      const queue = this.#queues.get(prefix) ?? [];
      const at = queue.findIndex((claim) => claim.holder === holder);
      if (at >= 0) queue.splice(at, 1);
      if (what === "claim") {
        // A repeated claim keeps its place and renews its lease.
        queue.splice(at >= 0 ? at : queue.length, 0, { holder, until });
        this.#queues.set(prefix, queue);
      } else if (queue.length === 0) this.#queues.delete(prefix);
    }
  }

  async #readNew(): Promise<void> {
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

  /** Appends in a single write, which the system never mixes with those of other processes. */
  async #append(what: ClaimLine["what"], prefixes: readonly string[]): Promise<void> {
    const { folder, signer, now } = this.#options;
    const text = claimText({ what, holder: this.#holder, time: now(), prefixes }, signer);
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

/** The period of a claims log; undefined for other files. */
export function periodOfLog(file: string): number | undefined {
  const [, period] = /^claims\.(\d{1,12})\.log$/.exec(file) ?? [];
  return period === undefined ? undefined : Number(period);
}

/** Characters of a key that identify it in claims: 96 bits. */
const prefixLength = 16;

/** One line of the claims log. `end` releases all claims of the holder. */
interface ClaimLine {
  readonly what: "claim" | "release" | "end";
  /** `IDENTITY/NUMBER`: a process may open several stores. */
  readonly holder: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** The first characters of each key. */
  readonly prefixes: readonly string[];
}

function prefixOf(key: string): string {
  return key.slice(0, prefixLength).padEnd(prefixLength, "=");
}

/**
 * Lines are signed, so that only holders of the store key can make searches wait. Each begins with a newline too, so that
 * the half-written line of a killed process does not spoil the next one.
 */
function claimText({ what, holder, time, prefixes }: ClaimLine, signer: EntrySigner): string {
  const content = JSON.stringify([what, holder, time, prefixes.join("")]);
  return `\n${signer.signText(content)}${content}\n`;
}

/** @returns undefined for an empty, damaged or forged line */
function readClaim(line: string, signer: EntrySigner): ClaimLine | undefined {
  const content = line.slice(43);
  if (content === "" || signer.signText(content) !== line.slice(0, 43)) return undefined;
  const [what, holder, time, joined] = JSON.parse(content) as [ClaimLine["what"], string, number, string];
  const prefixes = Array.from({ length: joined.length / prefixLength }, (_, at) =>
    joined.slice(at * prefixLength, (at + 1) * prefixLength),
  );
  return { what, holder, time, prefixes };
}
