import type { Destination, Message } from "../../../src/engine/delivery/destination.ts";
import type { Sleep } from "../../../src/engine/delivery/one-attempt.ts";
import type { Outcome } from "../../../src/engine/ledger/delivery.ts";
import type { Reference, Target } from "../../../src/engine/ledger/target.ts";

/** A destination that remembers what it was sent, and answers as it is told. */
export class FakeDestination implements Destination {
  readonly name: string;
  readonly type: Destination["type"];
  onUnknown: Destination["onUnknown"] = "hope";
  rate = { perSecond: 1_000, burst: 1_000 };
  /** Every message that was sent here, in order, whatever was answered. */
  readonly sent: Message[] = [];
  /** What arrived and stays. */
  readonly there = new Map<string, Reference>();
  readonly looked: string[] = [];
  configuration = "00000001";
  atOnce = 0;
  mostAtOnce = 0;
  /** Milliseconds until it answers. */
  latency = 5;
  private readonly sleep: Sleep;

  constructor(name: string, sleep: Sleep, type: Destination["type"] = "webhook") {
    this.name = name;
    this.sleep = sleep;
    this.type = type;
  }

  answer: (message: Message) => Outcome | "arrives, nobody knows" = () => delivered;

  async fingerprint(_target: Target): Promise<string> {
    return this.configuration;
  }

  async send(message: Message, _signal: AbortSignal): Promise<Outcome> {
    this.sent.push(message);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    const answer = this.answer(message);
    await this.sleep(this.latency);
    this.atOnce--;
    // As a chat has it: all later news stands below the message that began the conversation.
    const reference = message.earlier ?? { ts: String(this.sent.length) };
    if (answer === "arrives, nobody knows" || answer.outcome === "delivered") {
      this.there.set(message.key, reference);
    }
    if (answer === "arrives, nobody knows") return unknown;
    return answer.outcome === "delivered" ? { ...answer, reference } : answer;
  }

  look = async (message: Message): Promise<Reference | "absent" | "cannot_tell"> => {
    this.looked.push(message.key);
    return this.there.get(message.key) ?? "absent";
  };
}

export const delivered: Outcome = { outcome: "delivered", status: 200 };
export const busy: Outcome = {
  outcome: "not_sent",
  errorClass: "transient",
  finding: "It is overloaded.",
  status: 503,
};
export const unknown: Outcome = {
  outcome: "unknown",
  errorClass: "transient",
  finding: "The connection broke after the message was sent.",
};
export const poison: Outcome = {
  outcome: "rejected",
  errorClass: "poison",
  finding: "It does not take such a message.",
  status: 400,
};
export const wrongSecret: Outcome = {
  outcome: "rejected",
  errorClass: "config",
  finding: "The secret is not accepted.",
  status: 401,
};
