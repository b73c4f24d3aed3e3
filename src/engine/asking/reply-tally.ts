import type { Flag, Judgement } from "../verdict.ts";
import type { JsonObject, JsonValue } from "./tolerant-json.ts";
import type { Doubt } from "./verdict-doubt.ts";
import { type FieldsReading, readFields } from "./verdict-fields.ts";

/** Further faults are dropped. */
const mostFaults = 20;

/** Adds up what a reply says about the ids 1 to `count`, and drops what is ambiguous. */
export class ReplyTally {
  readonly count: number;
  readonly judgements = new Map<number, Judgement>();
  readonly flags = new Map<number, Flag[]>();
  readonly doubts = new Map<number, Doubt>();
  readonly faults: string[] = [];
  /** How often the reply names each id, with or without a verdict; equal copies of a verdict count once. */
  private readonly mentions = new Map<number, number>();
  private hasCopies = false;
  private namesForeignId = false;

  constructor(count: number) {
    this.count = count;
  }

  /** Counts a mention of an id that holds no verdict. @returns undefined for an id that was not asked */
  mention(written: JsonValue): number | undefined {
    const id = this.askedId(written);
    if (id !== undefined) this.mentions.set(id, (this.mentions.get(id) ?? 0) + 1);
    return id;
  }

  /** Takes the verdict that is written under an id. */
  take(written: JsonValue, object: JsonObject): void {
    const id = this.askedId(written);
    if (id === undefined) return;
    const mentions = this.mentions.get(id) ?? 0;
    const known = this.judgements.get(id);
    if (mentions > 1 || (mentions === 1 && known === undefined)) {
      this.mentions.set(id, mentions + 1);
      return;
    }
    const reading: FieldsReading = object.complete ? readFields(object) : { fault: "is cut" };
    if (known !== undefined) {
      if ("judgement" in reading && isEqual(known, reading.judgement)) this.hasCopies = true;
      else this.mentions.set(id, mentions + 1);
      return;
    }
    this.mentions.set(id, 1);
    if ("fault" in reading) {
      if (object.complete) this.addFault(`id ${id}: ${reading.fault}`);
      if (reading.doubt !== undefined) this.doubts.set(id, reading.doubt);
    } else {
      this.judgements.set(id, reading.judgement);
      if (reading.cleaned) this.flags.set(id, ["cleaned"]);
    }
  }

  addFault(fault: string): void {
    if (this.faults.length < mostFaults) this.faults.push(fault);
  }

  /** Drops the ids with several verdicts; all, if the numbering itself is in doubt. @returns the ids without a verdict */
  settle(): number[] {
    let someRepeated = this.hasCopies;
    let someUnnamed = false;
    for (let id = 1; id <= this.count; id++) {
      const mentions = this.mentions.get(id) ?? 0;
      someUnnamed ||= mentions === 0;
      if (mentions < 2) continue;
      someRepeated = true;
      this.addFault(`id ${id} was answered ${mentions} times`);
      this.drop(id);
    }
    if (this.hasCopies && someUnnamed) this.addFault("one verdict came twice and another is missing");
    const missing: number[] = [];
    for (let id = 1; id <= this.count; id++) {
      if (this.namesForeignId || (someRepeated && someUnnamed)) this.drop(id);
      if (!this.judgements.has(id)) missing.push(id);
    }
    return missing;
  }

  private drop(id: number): void {
    this.judgements.delete(id);
    this.flags.delete(id);
    this.doubts.delete(id);
  }

  /** @returns undefined for an id that was not asked, which spoils the reply */
  private askedId(written: JsonValue): number | undefined {
    const digits = typeof written === "number" || typeof written === "string" ? String(written) : "";
    const id = /^[1-9]\d{0,5}$/.test(digits) ? Number(digits) : undefined;
    if (id !== undefined && id <= this.count) return id;
    this.namesForeignId = true;
    this.addFault(id === undefined ? "it answers something that is no id" : `id ${id} was not asked`);
    return undefined;
  }
}

function isEqual(one: Judgement, other: Judgement): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
