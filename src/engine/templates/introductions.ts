import { functionWords } from "./known-words.ts";
import { valueMark } from "./shape-writer.ts";
import type { Template } from "./template.ts";
import { saysState } from "./word-kind.ts";

/** A value by itself, in quotes or brackets perhaps. */
const value = /^ ["'([<]?[\u0001\u0002](?::[\u0001\u0002])?["')\]>]?[,;:.]?$/;
const word = /^ ?[a-z][a-z-]+$/;
const name = /^ ["'([<]?([A-Za-z][\w.-]*)["')\]>]?[,;:.]?$/;
/** So many different words behind a word show that it introduces names. */
const leastNames = 4;

/** Counts the words behind which forms have values or names: behind these words other forms may have names. */
export class Introductions {
  private followers = new Map<string, Map<string, number>>();

  add({ form }: Template): void {
    this.change(form, 1);
  }

  remove({ form }: Template): void {
    this.change(form, -1);
  }

  has(introduction: string): boolean {
    const names = this.followers.get(introduction);
    return names !== undefined && (names.size >= leastNames || names.has(valueMark));
  }

  clear(): void {
    this.followers = new Map();
  }

  private change(form: readonly string[], by: number): void {
    for (let at = 1; at < form.length; at++) {
      const before = form[at - 1] as string;
      if (!word.test(before)) continue;
      const introduction = before.trim();
      if (functionWords.has(introduction)) continue;
      const token = form[at] as string;
      const follower = value.test(token) ? valueMark : name.exec(token)?.[1];
      if (follower === undefined || saysState(follower)) continue;
      let names = this.followers.get(introduction);
      if (names === undefined) {
        names = new Map();
        this.followers.set(introduction, names);
      }
      const count = (names.get(follower) ?? 0) + by;
      if (count > 0) names.set(follower, count);
      else names.delete(follower);
      if (names.size === 0) this.followers.delete(introduction);
    }
  }
}
