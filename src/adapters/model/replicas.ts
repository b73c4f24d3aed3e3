import {
  EndpointError,
  isEndpointError,
  type Measurement,
  type ModelEndpoint,
  type ModelReply,
  type ModelRequest,
  notMeasured,
  type Prompt,
} from "../../engine/asking/model-endpoint.ts";
import { Hurry } from "./hurry.ts";
import { type ModelServer, Replica } from "./replica.ts";

export interface ReplicasOptions {
  /** The stanza, for messages. */
  readonly name: string;
  /** At least one; they serve the same model. */
  readonly servers: readonly ModelServer[];
  /** Whether a call waits for a server that is being tried after a pause; not where a fallback can answer. */
  readonly waits: boolean;
  /** 0 to 1. */
  readonly random: () => number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A call that meets servers that hang gives the first at least this part of its time. */
const smallestShare = 1 / 3;

/**
 * Several servers of one model as one endpoint. A call goes to the one with fewer calls of two chosen at random; what
 * fails because a server is gone, hangs or talks nonsense is asked at another one at once, within the call's time
 * and the tries of its units.
 */
export class Replicas implements ModelEndpoint {
  private readonly options: ReplicasOptions;
  private readonly replicas: readonly Replica[];
  private readonly waiting = new Set<() => void>();
  private lastFault: EndpointError | undefined;

  constructor(options: ReplicasOptions) {
    this.options = options;
    this.replicas = options.servers.map((server) => new Replica(server, options.now));
  }

  /** Every server failed several times in a row, and none has answered since. */
  get isDown(): boolean {
    return this.replicas.every((replica) => replica.isDown);
  }

  async ask(request: ModelRequest): Promise<ModelReply> {
    const end = this.options.now() + request.timeout;
    const asked = new Set<Replica>();
    const refusedBy: Replica[] = [];
    this.checkDue();
    while (this.options.waits && this.isDeciding && !request.signal.aborted && end > this.options.now()) {
      await this.nextEnd(request.signal, end - this.options.now());
    }
    // From the choice of a server to the start of its call nothing waits, so that calls side by side see each other.
    for (let replica = this.choose(asked); replica !== undefined; ) {
      asked.add(replica);
      const others = this.replicas.filter((other) => !asked.has(other) && other.mayBeAsked).length;
      const hurry = new Hurry(request, this.options.now, others > 0);
      try {
        const timeLeft = Math.max(1, end - this.options.now());
        const share = timeLeft * Math.max(smallestShare, 1 / (others + 1));
        const reply = await this.askOne(replica, { ...request, timeout: timeLeft }, hurry, share);
        // What another one serves was not at fault.
        for (const refuser of refusedBy) refuser.fail(false);
        return reply;
      } catch (error) {
        if (!isEndpointError(error)) throw error;
        if (!passesOn(error) || end <= this.options.now()) throw error;
        this.lastFault = error;
        if (error.fault === "refused") refusedBy.push(replica);
        const next = this.choose(asked);
        if (next === undefined) throw this.none(error);
        const countsAlready = hurry.hurried || error.unsent;
        if (!countsAlready && request.anotherTry?.() === false) throw error;
        replica = next;
      }
    }
    // Down they are only after faults.
    const { fault, message } = this.lastFault as EndpointError;
    throw this.none(new EndpointError(fault, message, undefined, true));
  }

  /** They serve the same model: any that is well can tell. */
  async measure(signal: AbortSignal, prompt?: Prompt): Promise<Measurement> {
    const server = this.choose(new Set())?.server;
    return (await server?.measure?.(signal, prompt)) ?? notMeasured;
  }

  private async askOne(
    replica: Replica,
    request: ModelRequest,
    hurry: Hurry,
    share: number,
  ): Promise<ModelReply> {
    const isTrial = replica.begin();
    hurry.watch(replica, share);
    const ask = () => replica.server.ask({ ...request, signal: hurry.signal });
    try {
      const reply = await ask().catch((error: unknown) => {
        // It has learnt the other name of the answer's cap, which the other servers may not have to.
        if (isEndpointError(error) && error.fault === "parameter_refused") return ask();
        throw error;
      });
      replica.endedWell(true);
      return reply;
    } catch (error) {
      if (hurry.hurried) {
        replica.endedBadly(isTrial);
        throw new EndpointError(
          "timeout",
          `A server of [endpoint:${this.options.name}] served nothing for ${Math.round(share / 1000)} seconds, so another one was asked.`,
        );
      }
      judge(replica, error, isTrial);
      throw error;
    } finally {
      hurry.release();
      this.wake();
    }
  }

  /** Has servers whose pause is over asked for their health. */
  private checkDue(): void {
    for (const replica of this.replicas) {
      if (replica.isDue) void replica.check().then(() => this.wake());
    }
  }

  /** A server is being tried after its pause; the calls that have nowhere else to go learn what comes of it. */
  private get isDeciding(): boolean {
    return (
      this.replicas.every(({ mayBeAsked }) => !mayBeAsked) && this.replicas.some(({ isTried }) => isTried)
    );
  }

  /** Until a call or a check has ended, or there is no time left. */
  private nextEnd(signal: AbortSignal, timeLeft: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeLeft);
      signal.addEventListener("abort", done, { once: true });
      this.waiting.add(done);
    });
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }

  private choose(asked: ReadonlySet<Replica>): Replica | undefined {
    const ready = this.replicas.filter((replica) => replica.mayBeAsked && !asked.has(replica));
    const rested = ready.filter((replica) => !replica.isResting);
    const candidates = rested.length > 0 ? rested : ready;
    const [one] = this.draw(candidates);
    const [other] = this.draw(candidates.filter((replica) => replica !== one));
    if (one === undefined || other === undefined) return one;
    return other.outstanding < one.outstanding ? other : one;
  }

  private draw(replicas: readonly Replica[]): Replica[] {
    const at = Math.min(replicas.length - 1, Math.floor(this.options.random() * replicas.length));
    return replicas.slice(at, at + 1);
  }

  /** What a call ends with when no other server is left for it. */
  private none(last: EndpointError): EndpointError {
    const count = this.replicas.length;
    if (count === 1) return last;
    return new EndpointError(
      last.fault,
      `None of the ${count} servers of [endpoint:${this.options.name}] gives an answer now, the last one for this reason: ${last.message}`,
      last.retryAfter,
      last.unsent,
    );
  }
}

/** What the end of a call says of its server. */
function judge(replica: Replica, error: unknown, isTrial: boolean): void {
  switch (isEndpointError(error) ? error.fault : undefined) {
    case "unreachable":
    case "server_error":
    case "timeout":
    case "bad_reply":
      replica.endedBadly(isTrial);
      break;
    case "busy":
      replica.endedBusy(error as EndpointError, isTrial);
      break;
    case "too_long":
    case "form_refused":
    case "parameter_refused":
      replica.endedWell(false);
      break;
    default:
      replica.endedOpen(isTrial);
  }
}

/** Another server may do better. */
function passesOn({ fault }: EndpointError): boolean {
  return ["unreachable", "busy", "server_error", "timeout", "bad_reply", "refused"].includes(fault);
}
