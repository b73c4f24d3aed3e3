import { isVerdictKey } from "../../../engine/verdicts/verdict-key.ts";
import type { IgnoredCounts, StoredVerdict, VerdictStore } from "../../../engine/verdicts/verdict-store.ts";
import { identityText, ownIdentity } from "../../process/process-identity.ts";
import { ClaimsLog } from "./claims-log.ts";
import { compactIfDue, type FolderLimits } from "./compact-store.ts";
import { isOfAge, retentionFor } from "./entry-age.ts";
import { lineOf } from "./entry-line.ts";
import { bucketOf, type SegmentName } from "./segment-name.ts";
import { type Candidate, isNewer, SegmentSet } from "./segment-set.ts";
import { SegmentWriter } from "./segment-writer.ts";
import { EntrySigner, type SignedEntry } from "./signed-entry.ts";
import { isTimeout, StoreWarnings } from "./store-warnings.ts";
import { withTimeout } from "./timeout.ts";

export interface FolderVerdictsOptions extends Partial<FolderLimits> {
  readonly folder: string;
  /** The store key: 32 bytes. */
  readonly secret: Buffer;
  /** Milliseconds; older entries are not returned. */
  readonly greatestAge: number;
  readonly now: () => number;
  /** Milliseconds that one call may take; then the search goes on without the store. Default 2,000. */
  readonly timeout?: number;
  /** Milliseconds after which a claim expires; longer than a search. Default 300,000. */
  readonly lease?: number;
}

/** Bytes of all segments together. */
const defaultMostBytes = 256 * 1024 * 1024;

interface Queued {
  readonly entry: SignedEntry;
  readonly candidate: Candidate;
}

/**
 * Verdicts in a folder, shared by the searches of this host. Each process appends to its own segments and reads those of
 * all processes; see docs/decisions/2026-11-21-verdict-store.md.
 */
export class FolderVerdicts implements VerdictStore {
  readonly #options: FolderVerdictsOptions;
  readonly #timeout: number;
  readonly #limits: FolderLimits;
  readonly #warnings: StoreWarnings;
  readonly #signer: EntrySigner;
  readonly #segments: SegmentSet;
  readonly #writer: SegmentWriter;
  readonly #claims: ClaimsLog;
  /** Entries that are not on the disk yet, in order, and the newest of each key. */
  #queue: Queued[] = [];
  readonly #unwritten = new Map<string, Candidate>();
  #releases: string[] = [];
  #pumping: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** This process's finished segments. */
  readonly #ended: SegmentName[] = [];
  #stopped: "slow" | "closed" | undefined;

  constructor(options: FolderVerdictsOptions) {
    const { folder, greatestAge, timeout = 2_000, lease = 300_000 } = options;
    this.#options = options;
    this.#timeout = timeout;
    this.#limits = {
      retention: options.retention ?? retentionFor(greatestAge),
      mostBytes: options.mostBytes ?? defaultMostBytes,
    };
    this.#warnings = new StoreWarnings(folder);
    this.#signer = new EntrySigner(options.secret);
    this.#segments = new SegmentSet(folder, this.#signer, this.#warnings);
    this.#writer = new SegmentWriter(folder, identityText(ownIdentity()));
    this.#claims = new ClaimsLog({
      folder,
      signer: this.#signer,
      identity: identityText(ownIdentity()),
      now: options.now,
      lease,
    });
  }

  get problems(): readonly string[] {
    return this.#warnings.sentences;
  }

  get ignored(): IgnoredCounts {
    return this.#warnings.ignored;
  }

  async getMany(keys: readonly string[]): Promise<ReadonlyMap<string, StoredVerdict>> {
    const wanted = keys.filter(isVerdictKey);
    const found = new Map<string, Candidate>();
    for (const key of wanted) {
      const unwritten = this.#unwritten.get(key);
      if (unwritten !== undefined) found.set(key, unwritten);
    }
    const { now, greatestAge } = this.#options;
    const firstBucket = bucketOf(now() - greatestAge);
    await this.#inTurn(
      () => this.#segments.lookUp(wanted, firstBucket, found),
      (error) => this.#warnings.cannotRead(error),
    );
    const verdicts = new Map<string, StoredVerdict>();
    for (const key of wanted) {
      const verdict = found.get(key)?.verdict;
      if (verdict === undefined || verdicts.has(key)) continue;
      if (isOfAge(verdict, now(), greatestAge)) verdicts.set(key, verdict);
      else this.#warnings.ignore("expired");
    }
    return verdicts;
  }

  put(key: string, verdict: StoredVerdict): void {
    const entry = isVerdictKey(key) ? this.#signer.sign(key, verdict) : undefined;
    if (entry === undefined || this.#stopped !== undefined) {
      this.release([key]);
      return;
    }
    const candidate = { verdict, payload: entry.payload };
    if (isNewer(candidate, this.#unwritten.get(key))) this.#unwritten.set(key, candidate);
    this.#queue.push({ entry, candidate });
    this.#pump();
  }

  async claim(keys: readonly string[]): Promise<readonly string[]> {
    return this.#askClaims(keys, (asked) => this.#claims.claim(asked));
  }

  async unclaimed(keys: readonly string[]): Promise<readonly string[]> {
    return this.#askClaims(keys, (asked) => this.#claims.unclaimed(asked));
  }

  release(keys: readonly string[]): void {
    if (this.#stopped !== undefined) return;
    for (const key of keys) this.#releases.push(key);
    this.#pump();
  }

  async flush(): Promise<void> {
    while (this.#pumping !== undefined) await this.#pumping;
  }

  async close(): Promise<void> {
    await this.flush();
    const last = await withTimeout(this.#writer.end(), this.#timeout).catch(() => undefined);
    const warn = (error: unknown) => this.#warnings.cannotTidy(error);
    await this.#inTurn(
      () => this.#claims.end(),
      (error) => this.#warnings.cannotClaim(error),
    );
    if (last !== undefined) this.#ended.push(last);
    if (this.#ended.length > 0) {
      const { folder, now } = this.#options;
      const [signer, limits] = [this.#signer, this.#limits];
      await this.#inTurn(() => this.#segments.leaveIndexes(this.#ended), warn);
      await this.#inTurn(() => compactIfDue({ folder, signer, now, limits }), warn);
    }
    this.#stopped ??= "closed";
  }

  /** The outcome of an operation on claims. If the claims log fails, all keys are granted. */
  async #askClaims(
    keys: readonly string[],
    act: (keys: readonly string[]) => Promise<string[]>,
  ): Promise<readonly string[]> {
    let settled: readonly string[] = keys;
    await this.#inTurn(
      async () => {
        settled = await act(keys);
      },
      (error) => this.#warnings.cannotClaim(error),
    );
    return settled;
  }

  /** Starts writing, unless a write is under way. */
  #pump(): void {
    this.#pumping ??= this.#work().finally(() => {
      this.#pumping = undefined;
      if (this.#queue.length + this.#releases.length > 0) this.#pump();
    });
  }

  async #work(): Promise<void> {
    // Entries that arrive in the same turn of the event loop are written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length + this.#releases.length > 0) {
      const batch = this.#queue;
      const released = this.#releases;
      this.#queue = [];
      this.#releases = [];
      if (batch.length > 0) {
        await this.#inTurn(
          () => this.#write(batch),
          (error) => this.#warnings.cannotWrite(error),
        );
      }
      for (const { entry, candidate } of batch) {
        if (this.#unwritten.get(entry.key) === candidate) this.#unwritten.delete(entry.key);
        released.push(entry.key);
      }
      await this.#inTurn(
        () => this.#claims.release(released),
        (error) => this.#warnings.cannotClaim(error),
      );
    }
  }

  async #write(batch: readonly Queued[]): Promise<void> {
    const bucket = bucketOf(this.#options.now());
    const ended = await this.#writer.append(bucket, batch.map(({ entry }) => lineOf(entry)).join(""));
    if (ended !== undefined) this.#ended.push(ended);
  }

  /** Runs one call at a time, each with the timeout. After the first timeout the store is not used any more. */
  #inTurn(act: () => Promise<void>, warn: (error: unknown) => void): Promise<void> {
    const turn = this.#last.then(async () => {
      if (this.#stopped !== undefined) return;
      try {
        await withTimeout(act(), this.#timeout);
      } catch (error) {
        if (!isTimeout(error)) return warn(error);
        this.#stopped = "slow";
        this.#warnings.tooSlow(this.#timeout);
      }
    });
    this.#last = turn;
    return turn;
  }
}
