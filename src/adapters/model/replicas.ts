import {
  EndpointError,
  type Measurement,
  type ModelEndpoint,
  type ModelReply,
  type ModelRequest,
  notMeasured,
  type Prompt,
} from "../../engine/asking/model-endpoint.ts";
import { HangWatchdog } from "./hang-watchdog.ts";
import { type ModelServer, Replica } from "./replica.ts";

export interface ReplicasOptions {
  /** The stanza, for messages. */
  readonly name: string;
  /** At least one; all serve the same model. */
  readonly servers: readonly ModelServer[];
  /** Whether a call waits for the outcome of a trial call; it does not if a fallback can answer. */
  readonly waits: boolean;
  /** 0 to 1. */
  readonly random: () => number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** The least fraction of a call's time that a hanging server gets. */
const smallestShare = 1 / 3;

/**
 * Load-balances one endpoint over several servers of the same model. A call goes to the less busy of two servers chosen
 * at random. If a server is gone, hangs or sends nonsense, the call moves to another one at once, within the call's time
 * and its units' attempts.
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

  /** The breakers of all servers are open. */
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
    // No await between choosing a server and starting the call, so that concurrent calls count each other.
    for (let replica = this.choose(asked); replica !== undefined; ) {
      asked.add(replica);
      const others = this.replicas.filter((other) => !asked.has(other) && other.mayBeAsked).length;
      const watchdog = new HangWatchdog(request, this.options.now, others > 0);
      try {
        const timeLeft = Math.max(1, end - this.options.now());
        const share = timeLeft * Math.max(smallestShare, 1 / (others + 1));
        const reply = await this.askOne(replica, { ...request, timeout: timeLeft }, watchdog, share);
        // Another server took the call, so the fault lay with the servers that refused it.
        for (const refuser of refusedBy) refuser.fail(false);
        return reply;
      } catch (error) {
        if (!(error instanceof EndpointError)) throw error;
        if (!isWorthAnotherServer(error) || end <= this.options.now()) throw error;
        this.lastFault = error;
        if (error.fault === "refused") refusedBy.push(replica);
        const next = this.choose(asked);
        if (next === undefined) throw this.noServerLeft(error);
        const countsAlready = watchdog.hasFired || error.unsent;
        if (!countsAlready && request.beginAnotherAttempt?.() === false) throw error;
        replica = next;
      }
    }
    // Servers are only down after a fault.
    const { fault, message } = this.lastFault as EndpointError;
    throw this.noServerLeft(new EndpointError(fault, message, undefined, true));
  }

  /** Any healthy server can answer, because all serve the same model. */
  async measure(signal: AbortSignal, prompt?: Prompt): Promise<Measurement> {
    const server = this.choose(new Set())?.server;
    return (await server?.measure?.(signal, prompt)) ?? notMeasured;
  }

  private async askOne(
    replica: Replica,
    request: ModelRequest,
    watchdog: HangWatchdog,
    share: number,
  ): Promise<ModelReply> {
    const isTrial = replica.begin();
    watchdog.watch(replica, share);
    try {
      const reply = await replica.server.ask({ ...request, signal: watchdog.signal });
      replica.succeeded(true);
      return reply;
    } catch (error) {
      if (watchdog.hasFired) {
        replica.hung(isTrial);
        throw new EndpointError(
          "timeout",
          `A server of [endpoint:${this.options.name}] served nothing for ${Math.round(share / 1000)} seconds, so another one was asked.`,
        );
      }
      recordFault(replica, error, isTrial);
      throw error;
    } finally {
      watchdog.release();
      this.wake();
    }
  }

  /** Starts health checks of the servers whose pause is over. */
  private checkDue(): void {
    for (const replica of this.replicas) {
      if (replica.isDue) void replica.check().then(() => this.wake());
    }
  }

  /** No server takes calls, but the outcome of a health check or trial call is pending. */
  private get isDeciding(): boolean {
    return (
      this.replicas.every(({ mayBeAsked }) => !mayBeAsked) && this.replicas.some(({ isOnTrial }) => isOnTrial)
    );
  }

  /** Resolves when a call or a check ends, or when the time is up. */
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
    const notBusy = ready.filter((replica) => !replica.isBackingOff);
    const candidates = notBusy.length > 0 ? notBusy : ready;
    const [one] = this.draw(candidates);
    const [other] = this.draw(candidates.filter((replica) => replica !== one));
    if (one === undefined || other === undefined) return one;
    return other.outstanding < one.outstanding ? other : one;
  }

  private draw(replicas: readonly Replica[]): Replica[] {
    const at = Math.min(replicas.length - 1, Math.floor(this.options.random() * replicas.length));
    return replicas.slice(at, at + 1);
  }

  /** The error of a call when no server is left to ask. */
  private noServerLeft(last: EndpointError): EndpointError {
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

/** Updates a server's breaker after a failed call. */
function recordFault(replica: Replica, error: unknown, isTrial: boolean): void {
  switch (error instanceof EndpointError ? error.fault : undefined) {
    case "unreachable":
    case "server_error":
    case "timeout":
    case "bad_reply":
      replica.failed(isTrial);
      break;
    case "busy":
      replica.wasBusy(error as EndpointError, isTrial);
      break;
    case "too_long":
    case "form_refused":
      replica.succeeded(false);
      break;
    default:
      replica.endedUndecided(isTrial);
  }
}

/** Whether another server may succeed. */
function isWorthAnotherServer({ fault }: EndpointError): boolean {
  return ["unreachable", "busy", "server_error", "timeout", "bad_reply", "refused"].includes(fault);
}
