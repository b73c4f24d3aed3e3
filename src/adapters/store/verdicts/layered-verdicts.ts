import type { IgnoredCounts, StoredVerdict, VerdictStore } from "../../../engine/verdicts/verdict-store.ts";
import type { ClusterVerdicts } from "./cluster-verdicts.ts";
import type { StoreWarnings } from "./store-warnings.ts";

const mostAbsent = 20_000;

/**
 * Looks verdicts up on this host first and then in the cluster, and caches the cluster's verdicts on this host. Claims
 * only coordinate the searches of one host.
 */
export class LayeredVerdicts implements VerdictStore {
  readonly #host: VerdictStore;
  readonly #cluster: ClusterVerdicts;
  readonly #warnings: StoreWarnings;
  /** Keys that the cluster did not have. It is not asked again, because a search does not wait for other hosts. */
  readonly #absent = new Set<string>();

  /** @param warnings the warnings about the cluster */
  constructor(host: VerdictStore, cluster: ClusterVerdicts, warnings: StoreWarnings) {
    this.#host = host;
    this.#cluster = cluster;
    this.#warnings = warnings;
  }

  get problems(): readonly string[] {
    return [...this.#host.problems, ...this.#warnings.sentences];
  }

  get ignored(): IgnoredCounts {
    const [host, cluster] = [this.#host.ignored, this.#warnings.ignored];
    return {
      forged: host.forged + cluster.forged,
      truncated: host.truncated + cluster.truncated,
      foreign: host.foreign + cluster.foreign,
      expired: host.expired + cluster.expired,
    };
  }

  async getMany(keys: readonly string[]): Promise<ReadonlyMap<string, StoredVerdict>> {
    const here = await this.#host.getMany(keys);
    const missing = keys.filter((key) => !here.has(key) && !this.#absent.has(key));
    if (missing.length === 0) return here;
    const elsewhere = await this.#cluster.getMany(missing);
    for (const [key, verdict] of elsewhere) this.#host.put(key, verdict);
    if (this.#absent.size > mostAbsent) this.#absent.clear();
    for (const key of missing) if (!elsewhere.has(key)) this.#absent.add(key);
    return new Map([...here, ...elsewhere]);
  }

  put(key: string, verdict: StoredVerdict): void {
    this.#host.put(key, verdict);
    this.#cluster.put(key, verdict);
  }

  claim(keys: readonly string[]): Promise<readonly string[]> {
    return this.#host.claim(keys);
  }

  unclaimed(keys: readonly string[]): Promise<readonly string[]> {
    return this.#host.unclaimed(keys);
  }

  release(keys: readonly string[]): void {
    this.#host.release(keys);
  }

  async flush(): Promise<void> {
    await Promise.all([this.#host.flush(), this.#cluster.flush()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#host.close(), this.#cluster.close()]);
  }
}
