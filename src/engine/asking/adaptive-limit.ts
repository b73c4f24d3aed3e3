import pLimit from "p-limit";
import { EndpointError, type ModelEndpoint, type ModelReply, notMeasured } from "./model-endpoint.ts";
import { Throughput } from "./throughput.ts";

export interface AdaptiveLimitOptions {
  /** The most calls at any time. It is read each time, because it may change. */
  readonly ceiling: () => number;
  /** Milliseconds. */
  readonly now: () => number;
  /** Milliseconds until the search has to end. @default () => Number.POSITIVE_INFINITY */
  readonly timeLeft?: () => number;
}

/** A call that is under way. */
interface Flight {
  readonly started: number;
  /** Calls in flight when it began, itself included, without those that ended soon after: their slots were free. */
  concurrencyAtStart: number;
  /** The most calls in flight during it, itself included. */
  peakConcurrency: number;
}

/** The first call is the measure of all others. */
const firstLimit = 1;
/** Twice as many calls may each take twice as long; so much of the time that is left that may be. */
const shareOfRest = 1 / 2;
/** Rounds without growth after more calls have brought nothing. */
const longPatience = 8;
/** A refusal multiplies the limit by this. */
const decrease = 0.95;
/** The part of a round trip in which replies are under way, at most. */
const underWay = 1 / 4;
/** Weight of the newest call in the mean round trip. */
const newest = 1 / 8;

/**
 * Limits how many calls run side by side, and learns the limit from the endpoint's answers, as TCP does (slow start,
 * then additive increase and multiplicative decrease). The limit doubles each round until the first refusal (429, 503, a
 * timeout), or until more calls side by side bring no more: then it goes back. From then on it grows by one a round and shrinks by a twentieth when a call is refused, at most once a round
 * trip. One call too many costs its units an attempt, one too few costs time. With decreases this small the limit stays
 * within two of what the server takes (see adaptive-limit.test.ts).
 */
export class AdaptiveLimit {
  private readonly options: AdaptiveLimitOptions;
  private readonly gate = pLimit(1);
  private readonly flights = new Set<Flight>();
  private limit = firstLimit;
  private doubling = true;
  /** The highest concurrency at which a call began that was served. */
  private proven = 1;
  /** Calls served since the limit last changed. */
  private served = 0;
  /** Mean milliseconds of a served call. */
  private roundTrip = 0;
  private lastDecrease = Number.NEGATIVE_INFINITY;
  private readonly throughput = new Throughput();
  /** Rounds until the limit grows again. */
  private patience = 1;

  constructor(options: AdaptiveLimitOptions) {
    this.options = options;
  }

  /** Calls that may run now: 1 to the ceiling. */
  get current(): number {
    return Math.max(1, Math.min(Math.floor(this.limit), this.options.ceiling()));
  }

  /**
   * Wraps an endpoint: the outcomes of its calls move the limit. A call beyond the limit waits. This happens to a retry
   * when the limit has shrunk since the refusal.
   */
  watch(endpoint: ModelEndpoint): ModelEndpoint {
    return {
      ask: (request) => {
        this.applyLimit();
        return this.gate(() => this.track(() => endpoint.ask(request)));
      },
      // Measuring costs the model nothing, so it is not limited.
      measure: async (signal, prompt) => (await endpoint.measure?.(signal, prompt)) ?? notMeasured,
    };
  }

  private async track(ask: () => Promise<ModelReply>): Promise<ModelReply> {
    const count = this.flights.size + 1;
    const flight: Flight = {
      started: this.options.now(),
      concurrencyAtStart: count,
      peakConcurrency: count,
    };
    this.flights.add(flight);
    for (const each of this.flights) each.peakConcurrency = Math.max(each.peakConcurrency, count);
    try {
      const reply = await ask();
      this.onServed(flight, reply);
      return reply;
    } catch (error) {
      if (error instanceof EndpointError && (error.fault === "busy" || error.fault === "timeout")) {
        this.onRefused(flight);
      }
      throw error;
    } finally {
      this.flights.delete(flight);
      this.discountFrom(flight);
      this.applyLimit();
    }
  }

  /** A reply that comes soon after another call began was under way then, and its slot free. */
  private discountFrom(ended: Flight): void {
    const soon = this.options.now() - this.roundTrip * underWay;
    for (const each of this.flights)
      if (each.started > ended.started && each.started > soon) each.concurrencyAtStart--;
  }

  private applyLimit(): void {
    const { current } = this;
    if (this.gate.concurrency !== current) this.gate.concurrency = current;
  }

  private onServed({ started, concurrencyAtStart, peakConcurrency }: Flight, { content }: ModelReply): void {
    const duration = this.options.now() - started;
    this.roundTrip = this.roundTrip === 0 ? duration : this.roundTrip + (duration - this.roundTrip) * newest;
    this.proven = Math.max(this.proven, concurrencyAtStart);
    // While the limit is not used up, a served call does not show that the server would take more.
    if (peakConcurrency * 2 < this.current) return;
    this.throughput.note(peakConcurrency, content.length, duration);
    const enough = this.throughput.enough(peakConcurrency);
    if (enough !== undefined && this.limit > enough) {
      this.goBackTo(enough);
      return;
    }
    this.served++;
    if (!this.doubling && this.served < Math.floor(this.limit) * this.patience) return;
    const { timeLeft } = this.options;
    if (timeLeft !== undefined && duration * 2 > timeLeft() * shareOfRest) return;
    this.served = 0;
    this.patience = 1;
    this.limit = Math.max(this.limit, Math.min(this.limit + 1, this.options.ceiling()));
  }

  private goBackTo(limit: number): void {
    this.limit = limit;
    this.doubling = false;
    this.served = 0;
    this.patience = longPatience;
  }

  private onRefused(flight: Flight): void {
    const now = this.options.now();
    // Calls that began together are refused together: they count as one refusal.
    if (flight.started < this.lastDecrease || now - this.lastDecrease < this.roundTrip) return;
    const known = this.doubling
      ? Math.max(this.proven, this.acceptedCalls(flight, now))
      : Number.POSITIVE_INFINITY;
    this.limit = Math.max(1, Math.min(Math.floor(this.limit) * decrease, known));
    this.doubling = false;
    this.served = 0;
    this.lastDecrease = now;
  }

  /** Calls that the server has accepted: they have run for much longer than it took to refuse this one. */
  private acceptedCalls(refused: Flight, now: number): number {
    const refusedAfter = now - refused.started;
    return [...this.flights].filter(({ started }) => now - started > 2 * refusedAfter).length;
  }
}
