import { isVerdictKey } from "../../engine/verdicts/verdict-key.ts";
import type { IgnoredCounts, StoredVerdict, VerdictStore } from "../../engine/verdicts/verdict-store.ts";
import { ClaimsLog } from "./claims-log.ts";
import { isOfAge, retentionFor } from "./entry-age.ts";
import { lineOf } from "./entry-line.ts";
import { withPatience } from "./patience.ts";
import { ownIdentity } from "./process-identity.ts";
import { bucketOf, type SegmentName } from "./segment-name.ts";
import { type Candidate, isNewer, SegmentSet } from "./segment-set.ts";
import { SegmentWriter } from "./segment-writer.ts";
import { EntrySigner, type SignedEntry } from "./signed-entry.ts";
import { isOutOfPatience, StoreRemarks } from "./store-remarks.ts";
import { type FolderLimits, tendFolderIfDue } from "./tend-folder.ts";

export interface FolderVerdictsOptions extends Partial<FolderLimits> {
  readonly folder: string;
  /** The store key: 32 bytes. */
  readonly secret: Buffer;
  /** Milliseconds: what is older is not known. */
  readonly greatestAge: number;
  readonly now: () => number;
  /** Milliseconds that one call may take; then the search goes on without the store. Default 2,000. */
  readonly patience?: number;
  /** Milliseconds after which a claim ends by itself; longer than a search. Default 300,000. */
  readonly lease?: number;
}

/** Bytes of all segments together. */
const defaultMostBytes = 256 * 1024 * 1024;

interface Queued {
  readonly entry: SignedEntry;
  readonly candidate: Candidate;
}

/**
 * Verdicts in a folder of this host, shared by its searches. Each process appends to segments of its own and reads
 * those of all; see docs/decisions/2026-11-21-verdict-store.md.
 */
export class FolderVerdicts implements VerdictStore {
  readonly #options: FolderVerdictsOptions;
  readonly #patience: number;
  readonly #limits: FolderLimits;
  readonly #remarks: StoreRemarks;
  readonly #signer: EntrySigner;
  readonly #segments: SegmentSet;
  readonly #writer: SegmentWriter;
  readonly #claims: ClaimsLog;
  /** What is put and not yet on disk, in order, and the best of each key. */
  #queue: Queued[] = [];
  readonly #unwritten = new Map<string, Candidate>();
  #releases: string[] = [];
  #pumping: Promise<void> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Segments of this process that it no longer appends to. */
  readonly #ended: SegmentName[] = [];
  #given: "slow" | "closed" | undefined;

  constructor(options: FolderVerdictsOptions) {
    const { folder, greatestAge, patience = 2_000, lease = 300_000 } = options;
    this.#options = options;
    this.#patience = patience;
    this.#limits = {
      retention: options.retention ?? retentionFor(greatestAge),
      mostBytes: options.mostBytes ?? defaultMostBytes,
    };
    this.#remarks = new StoreRemarks(folder);
    this.#signer = new EntrySigner(options.secret);
    this.#segments = new SegmentSet(folder, this.#signer, this.#remarks);
    this.#writer = new SegmentWriter(folder, ownIdentity());
    this.#claims = new ClaimsLog({
      folder,
      signer: this.#signer,
      identity: ownIdentity(),
      now: options.now,
      lease,
    });
  }

  get problems(): readonly string[] {
    return this.#remarks.sentences;
  }

  get ignored(): IgnoredCounts {
    return this.#remarks.ignored;
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
      (error) => this.#remarks.cannotRead(error),
    );
    const verdicts = new Map<string, StoredVerdict>();
    for (const key of wanted) {
      const verdict = found.get(key)?.verdict;
      if (verdict === undefined || verdicts.has(key)) continue;
      if (isOfAge(verdict, now(), greatestAge)) verdicts.set(key, verdict);
      else this.#remarks.ignore("expired");
    }
    return verdicts;
  }

  put(key: string, verdict: StoredVerdict): void {
    const entry = isVerdictKey(key) ? this.#signer.sign(key, verdict) : undefined;
    if (entry === undefined || this.#given !== undefined) {
      this.release([key]);
      return;
    }
    const candidate = { verdict, payload: entry.payload };
    if (isNewer(candidate, this.#unwritten.get(key))) this.#unwritten.set(key, candidate);
    this.#queue.push({ entry, candidate });
    this.#pump();
  }

  async claim(keys: readonly string[]): Promise<readonly string[]> {
    return this.#settle(keys, (asked) => this.#claims.claim(asked));
  }

  async unclaimed(keys: readonly string[]): Promise<readonly string[]> {
    return this.#settle(keys, (asked) => this.#claims.unclaimed(asked));
  }

  release(keys: readonly string[]): void {
    if (this.#given !== undefined) return;
    for (const key of keys) this.#releases.push(key);
    this.#pump();
  }

  async flush(): Promise<void> {
    while (this.#pumping !== undefined) await this.#pumping;
  }

  async close(): Promise<void> {
    await this.flush();
    const last = await withPatience(this.#writer.end(), this.#patience).catch(() => undefined);
    const tidied = (error: unknown) => this.#remarks.cannotTidy(error);
    await this.#inTurn(
      () => this.#claims.end(),
      (error) => this.#remarks.cannotClaim(error),
    );
    if (last !== undefined) this.#ended.push(last);
    if (this.#ended.length > 0) {
      const { folder, now } = this.#options;
      const [signer, limits] = [this.#signer, this.#limits];
      await this.#inTurn(() => this.#segments.leaveIndexes(this.#ended), tidied);
      await this.#inTurn(() => tendFolderIfDue({ folder, signer, now, limits }), tidied);
    }
    this.#given ??= "closed";
  }

  /** What claims come to; all are granted where there is nobody to ask. */
  async #settle(
    keys: readonly string[],
    act: (keys: readonly string[]) => Promise<string[]>,
  ): Promise<readonly string[]> {
    let settled: readonly string[] = keys;
    await this.#inTurn(
      async () => {
        settled = await act(keys);
      },
      (error) => this.#remarks.cannotClaim(error),
    );
    return settled;
  }

  /** Starts writing, unless that is under way. */
  #pump(): void {
    this.#pumping ??= this.#work().finally(() => {
      this.#pumping = undefined;
      if (this.#queue.length + this.#releases.length > 0) this.#pump();
    });
  }

  async #work(): Promise<void> {
    // What comes together is written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length + this.#releases.length > 0) {
      const batch = this.#queue;
      const released = this.#releases;
      this.#queue = [];
      this.#releases = [];
      if (batch.length > 0) {
        await this.#inTurn(
          () => this.#write(batch),
          (error) => this.#remarks.cannotWrite(error),
        );
      }
      for (const { entry, candidate } of batch) {
        if (this.#unwritten.get(entry.key) === candidate) this.#unwritten.delete(entry.key);
        released.push(entry.key);
      }
      await this.#inTurn(
        () => this.#claims.release(released),
        (error) => this.#remarks.cannotClaim(error),
      );
    }
  }

  async #write(batch: readonly Queued[]): Promise<void> {
    const bucket = bucketOf(this.#options.now());
    const ended = await this.#writer.append(bucket, batch.map(({ entry }) => lineOf(entry)).join(""));
    if (ended !== undefined) this.#ended.push(ended);
  }

  /** One call at a time, each within its patience. A store that is too slow once is not asked again. */
  #inTurn(act: () => Promise<void>, complain: (error: unknown) => void): Promise<void> {
    const turn = this.#turn.then(async () => {
      if (this.#given !== undefined) return;
      try {
        await withPatience(act(), this.#patience);
      } catch (error) {
        if (!isOutOfPatience(error)) return complain(error);
        this.#given = "slow";
        this.#remarks.tooSlow(this.#patience);
      }
    });
    this.#turn = turn;
    return turn;
  }
}
