import type { Random } from "../outages/random.ts";
import { write } from "./formats/write.ts";
import type { Line, Message, Pod } from "./model.ts";

/** Collects the lines of all containers. */
export class Journal {
  private readonly written: Line[] = [];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  say(at: number, pod: Pod, message: Message, symptom: Line["symptom"] = "none", trace = ""): void {
    const whole = Math.round(at);
    this.raw(whole, pod, write(message, whole, pod, this.random, trace), symptom);
  }

  raw(at: number, pod: Pod, raw: string, symptom: Line["symptom"] = "none"): void {
    this.written.push({ at: Math.round(at), pod, raw, symptom });
  }

  /** In their order; what lies outside of the time is not in the log. */
  lines(from: number, to: number): Line[] {
    return this.written.filter(({ at }) => at >= from && at < to).sort((one, other) => one.at - other.at);
  }
}
