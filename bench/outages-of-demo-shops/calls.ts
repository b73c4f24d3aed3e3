import type { Random } from "../outages/random.ts";
import type { Cluster } from "./cluster.ts";
import type { Condition, Conditions } from "./conditions.ts";
import type { Fleet } from "./fleet.ts";
import { complaintOf, type FailedCall, retryOf } from "./formats/complaints.ts";
import { fill, requestSlots } from "./formats/fill.ts";
import { wordsOf } from "./formats/texts.ts";
import type { Journal } from "./journal.ts";
import type { Message, Operation, Pod, Problem, Service, Shop } from "./model.ts";

/** What calls are made in. */
export interface World {
  readonly shop: Shop;
  readonly fleet: Fleet;
  readonly conditions: Conditions;
  readonly journal: Journal;
  readonly cluster: Cluster | undefined;
}

interface Outcome {
  /** When its caller knows. */
  readonly at: number;
  readonly problem?: Problem;
  /** In the words of the one that failed. */
  readonly reason?: string;
}

/** What a user has asked for, as all that serve it know it. */
export interface Request {
  readonly id: string;
  readonly user: string;
  readonly client: string;
  readonly trace: string;
  /** Whether a fault has had its hand in it. */
  touched: boolean;
}

/** Connections that a service has to a database. */
const poolSize = 10;
const poolPatience = 5_000;

/** Calls between services, so that what fails or takes long at one of them shows at those that call it. */
export class Calls {
  private readonly world: World;
  private readonly random: Random;
  /** When the connections in use will be free again. */
  private readonly pools = new Map<string, number[]>();

  constructor(world: World, random: Random) {
    this.world = world;
    this.random = random;
  }

  /** A call and all that follows from it; users have no pod. */
  call(operation: Operation, caller: Pod | undefined, at: number, request: Request): Outcome {
    const service = this.world.shop.services.get(operation.service) as Service;
    const theirs = this.world.conditions.of(service.name, at);
    const own = caller === undefined ? {} : this.world.conditions.of(caller.service.name, at);
    const patience = this.patienceOf(caller);
    const refusal = this.refusal(service, theirs, own, at, patience);
    if (refusal !== undefined) {
      request.touched = true;
      return refusal;
    }
    if (this.random.chance(0.000_05)) return { at: at + 3, problem: "reset" };
    let start = at + this.random.between(0.3, 2) + (theirs.delay ?? 0) + (own.delay ?? 0);
    if ((theirs.delay ?? own.delay) !== undefined) request.touched = true;
    if (this.random.chance(Math.max(theirs.loss ?? 0, own.loss ?? 0))) {
      request.touched = true;
      if (this.random.chance(0.2)) return { at: start + this.random.between(200, 900), problem: "reset" };
      start += this.random.pick([200, 1_000, 3_000, 7_000]);
    }
    const outcome = this.serve(operation, service, start, theirs, request);
    return outcome.at - at > patience ? { at: at + patience, problem: "timeout" } : outcome;
  }

  /** Why a call does not reach anybody, if it does not. */
  private refusal(
    service: Service,
    { state }: Condition,
    own: Condition,
    at: number,
    patience: number,
  ): Outcome | undefined {
    const { random } = this;
    if (own.config?.callee === service.name)
      return {
        at: at + (own.config.problem === "pool" ? poolPatience : random.between(2, 30)),
        problem: own.config.problem,
      };
    if (own.deaf !== undefined && random.chance(own.deaf))
      return { at: at + random.pick([4, 2_000, 5_000]), problem: "unresolved" };
    if (state === "down") return { at: at + random.between(1, 8), problem: "refused" };
    if (state === "hung") return { at: at + patience, problem: "timeout" };
    if (state === "full" && random.chance(0.9))
      return random.chance(0.5)
        ? { at: at + patience, problem: "timeout" }
        : { at: at + 4, problem: "reset" };
    return undefined;
  }

  private serve(
    operation: Operation,
    service: Service,
    start: number,
    own: Condition,
    request: Request,
  ): Outcome {
    const pod = this.random.pick(this.world.fleet.pods(service.name, start));
    const say = (at: number, text: string, status = 200, err = "null"): void => {
      const path = fill(operation.path, this.random);
      const { id, user, client } = request;
      const slots = requestSlots(
        { at, method: operation.method, path, status, ms: at - start, client },
        this.random,
      );
      const debug = text.startsWith("debug:");
      const message: Message = {
        level: debug ? "debug" : "info",
        text: fill(debug ? text.slice(6) : text, this.random, { ...slots, id, user, err }),
      };
      this.world.journal.say(
        at,
        pod,
        message,
        symptomOf(request, status >= 500 || err !== "null"),
        request.trace,
      );
    };
    if (operation.begin !== "") say(start, operation.begin);
    let at = start + this.random.skewed(...service.work) * (this.random.chance(0.001) ? 30 : 1);
    if (own.slower !== undefined && own.slower > 0) {
      at += own.slower * this.random.between(0.6, 1.4);
      if (own.slower > 300) request.touched = true;
    }
    const failed = this.spoilt(own, pod, at, request) ?? this.callOthers(operation, pod, at, request);
    if (failed.problem === undefined) {
      if (operation.end !== "") say(failed.at, operation.end);
    } else if (operation.end.includes("{err}")) say(failed.at, operation.end, 500, failed.reason);
    else if (/\{(?:status|access|morgan)\}/.test(operation.end))
      say(failed.at, operation.end, failed.problem === "timeout" ? 504 : 500);
    at = failed.at;
    if (service.style === "mongo" && at - start > 100) {
      const text = `Slow query ;; type=command ns=shop.${operation.path} durationMillis=${Math.round(at - start)}`;
      this.world.journal.say(at, pod, { level: "info", text }, symptomOf(request, false));
    }
    if (failed.problem !== undefined) return { at, problem: "failing" };
    return request.touched && own.code?.how === "wrong" && this.random.chance(own.code.share)
      ? { at, problem: "invalid" }
      : { at };
  }

  /** What the service's own fault makes of it. */
  private spoilt({ code }: Condition, pod: Pod, at: number, request: Request): Outcome | undefined {
    if (code === undefined) return undefined;
    request.touched = true;
    if (code.how === "wrong" || !this.random.chance(code.share)) return undefined;
    if (code.how === "logged")
      this.world.journal.say(
        at,
        pod,
        wordsOf("fault", pod.service.style, pod.service, this.random)[0] as Message,
        "loud",
        request.trace,
      );
    return {
      at,
      problem: "failing",
      reason: "runtime error: invalid memory address or nil pointer dereference",
    };
  }

  private callOthers(operation: Operation, pod: Pod, from: number, request: Request): Outcome {
    let at = from;
    for (const { operation: name, optional } of operation.calls) {
      const called = this.world.shop.operations.get(name) as Operation;
      const callee = this.world.shop.services.get(called.service) as Service;
      let outcome = this.throughPool(called, callee, pod, at, request);
      if (outcome.problem === undefined && this.random.chance(0.000_5)) {
        const call = this.failedCall(pod, callee, called, "reset", at);
        const retry = retryOf(call, this.random);
        if (retry !== undefined) this.world.journal.say(outcome.at, pod, retry, "none", request.trace);
        outcome = this.call(called, pod, outcome.at + 100, request);
      }
      at = outcome.at;
      if (outcome.problem === undefined) continue;
      const call = this.failedCall(pod, callee, called, outcome.problem, at);
      const complaint = complaintOf(call, this.random);
      const inEnd = operation.end.includes("{err}");
      if (complaint !== undefined && !inEnd) {
        const level = optional && complaint.level === "error" ? "warn" : complaint.level;
        this.world.journal.say(at, pod, { ...complaint, level }, symptomOf(request, true), request.trace);
      }
      if (!optional)
        return { at, problem: outcome.problem, reason: JSON.stringify(complaint?.text ?? "EOF") };
    }
    return { at };
  }

  private throughPool(called: Operation, callee: Service, pod: Pod, at: number, request: Request): Outcome {
    if (callee.style !== "mysql") return this.call(called, pod, at, request);
    const key = `${pod.service.name} ${callee.name}`;
    const used = (this.pools.get(key) ?? []).filter((until) => until > at);
    if (used.length >= poolSize) return { at: at + poolPatience, problem: "pool" };
    const outcome = this.call(called, pod, at, request);
    this.pools.set(key, [...used, outcome.at]);
    return outcome;
  }

  private failedCall(
    pod: Pod,
    callee: Service,
    operation: Operation,
    problem: Problem,
    at: number,
  ): FailedCall {
    const { config } = this.world.conditions.of(pod.service.name, at);
    const wrong = config?.callee === callee.name ? config : undefined;
    const path = fill(operation.path, this.random);
    return {
      caller: pod.service,
      callee,
      operation: { ...operation, path },
      problem,
      protocol: this.world.shop.protocol,
      host: wrong?.host ?? callee.name,
      port: wrong?.port ?? callee.port,
    };
  }

  /** Callers differ in it; the outermost wait longest. */
  private patienceOf(caller: Pod | undefined): number {
    const { patience } = this.world.shop;
    if (caller === undefined) return patience * 4;
    return caller.service.style === "nginx"
      ? patience * 3
      : patience * (0.6 + (caller.service.name.length % 5) / 5);
  }
}

function symptomOf({ touched }: Request, loud: boolean): "none" | "faint" | "loud" {
  if (!touched) return "none";
  return loud ? "loud" : "faint";
}
