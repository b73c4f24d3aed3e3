import pLimit from "p-limit";
import { isEndpointError, type ModelEndpoint, type ModelReply, notMeasured } from "./model-endpoint.ts";

export interface AdaptiveLimitOptions {
  /** Never more calls than this; it may be another number each time it is asked for. */
  readonly ceiling: () => number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A call that is under way. */
interface Flight {
  readonly started: number;
  /** Calls under way when it began, itself included. */
  readonly among: number;
  /** The most calls that were under way with it, itself included. */
  most: number;
}

const firstLimit = 4;
const cut = 0.95;
/** Weight of the newest call in the mean round trip. */
const newest = 1 / 8;

/**
 * How many calls may run side by side, learnt from the endpoint's own answers: it doubles each round until the
 * first refusal (429, 503, a timeout), and from then on grows by one a round and shrinks by a twentieth when
 * refused, at most once a round trip. One call too many costs a try of its units, one too few costs time: with
 * cuts this small the limit stays within two of what the server takes (see adaptive-limit.test.ts).
 */
export class AdaptiveLimit {
  private readonly options: AdaptiveLimitOptions;
  private readonly gate = pLimit(1);
  private readonly flights = new Set<Flight>();
  private limit = firstLimit;
  private doubling = true;
  /** The most calls among which one began that was served. */
  private proven = 1;
  /** Calls served since the limit last changed. */
  private served = 0;
  /** Mean milliseconds of a call that was served. */
  private roundTrip = 0;
  private lastCut = Number.NEGATIVE_INFINITY;

  constructor(options: AdaptiveLimitOptions) {
    this.options = options;
  }

  /** Calls that may run now: 1 to the ceiling. */
  get current(): number {
    return Math.max(1, Math.min(Math.floor(this.limit), this.options.ceiling()));
  }

  /**
   * The same endpoint; how its calls end moves the limit. A call beyond the limit waits: that is one that is made
   * again after a refusal, when the limit has come down meanwhile.
   */
  watch(endpoint: ModelEndpoint): ModelEndpoint {
    return {
      ask: (request) => {
        this.open();
        return this.gate(() => this.follow(() => endpoint.ask(request)));
      },
      // The model has no work with it.
      measure: async (signal, prompt) => (await endpoint.measure?.(signal, prompt)) ?? notMeasured,
    };
  }

  private async follow(ask: () => Promise<ModelReply>): Promise<ModelReply> {
    const count = this.flights.size + 1;
    const flight: Flight = { started: this.options.now(), among: count, most: count };
    this.flights.add(flight);
    for (const each of this.flights) each.most = Math.max(each.most, count);
    try {
      const reply = await ask();
      this.onServed(flight);
      return reply;
    } catch (error) {
      if (isEndpointError(error) && (error.fault === "busy" || error.fault === "timeout")) {
        this.onRefused(flight);
      }
      throw error;
    } finally {
      this.flights.delete(flight);
      this.open();
    }
  }

  private open(): void {
    const { current } = this;
    if (this.gate.concurrency !== current) this.gate.concurrency = current;
  }

  private onServed({ started, among, most }: Flight): void {
    const took = this.options.now() - started;
    this.roundTrip = this.roundTrip === 0 ? took : this.roundTrip + (took - this.roundTrip) * newest;
    this.proven = Math.max(this.proven, among);
    // What was not made use of says nothing of what the server would take.
    if (most * 2 < this.current) return;
    this.served++;
    if (!this.doubling && this.served < Math.floor(this.limit)) return;
    this.served = 0;
    this.limit = Math.max(this.limit, Math.min(this.limit + 1, this.options.ceiling()));
  }

  private onRefused(flight: Flight): void {
    const now = this.options.now();
    // Calls that began together are refused together, and that is one refusal.
    if (flight.started < this.lastCut || now - this.lastCut < this.roundTrip) return;
    const known = this.doubling ? Math.max(this.proven, this.held(flight, now)) : Number.POSITIVE_INFINITY;
    this.limit = Math.max(1, Math.min(Math.floor(this.limit) * cut, known));
    this.doubling = false;
    this.served = 0;
    this.lastCut = now;
  }

  /** Calls that have run for much longer than the server took to refuse one, and so were taken. */
  private held(refused: Flight, now: number): number {
    const refusedAfter = now - refused.started;
    return [...this.flights].filter(({ started }) => now - started > 2 * refusedAfter).length;
  }
}
