import type { Template } from "./template.ts";

/** What is known about all texts of one shape. */
export interface ShapeEntry {
  readonly shape: string;
  /** The form that the texts have, and the template that it belongs to. */
  form: Template;
  template: Template;
  /** The miner's number of merges when the template was looked up. */
  merges: number;
  /** What `UnitReader` works out once for the shape. */
  facts: unknown;
  next: ShapeEntry | undefined;
}

/** Shapes kept under one hash. More collisions are an attack; the oldest shapes are dropped. */
const longestChain = 8;

/**
 * Maps shapes by their code units, so that a known shape is found without making a string of it. Keeps the most
 * recently used shapes in two generations, as `RecentMap` does.
 */
export class ShapeMap {
  private readonly mostEntries: number;
  private readonly mostCharacters: number;
  private young = new Map<number, ShapeEntry>();
  private old = new Map<number, ShapeEntry>();
  private entries = 0;
  private characters = 0;

  constructor(mostEntries: number, mostCharacters: number) {
    this.mostEntries = mostEntries / 2;
    this.mostCharacters = mostCharacters / 2;
  }

  get(codes: Uint16Array, length: number, hash: number): ShapeEntry | undefined {
    const young = findIn(this.young.get(hash), codes, length);
    if (young !== undefined) return young;
    const old = findIn(this.old.get(hash), codes, length);
    return old === undefined ? undefined : this.put({ ...old }, hash);
  }

  put(entry: ShapeEntry, hash: number): ShapeEntry {
    if (this.entries >= this.mostEntries || this.characters >= this.mostCharacters) {
      this.old = this.young;
      this.young = new Map();
      this.entries = 0;
      this.characters = 0;
    }
    entry.next = this.young.get(hash);
    let tail: ShapeEntry | undefined = entry;
    for (let chain = 1; chain < longestChain && tail !== undefined; chain++) tail = tail.next;
    if (tail !== undefined) tail.next = undefined;
    this.young.set(hash, entry);
    this.entries++;
    this.characters += entry.shape.length;
    return entry;
  }

  clear(): void {
    this.young = new Map();
    this.old = new Map();
    this.entries = 0;
    this.characters = 0;
  }
}

function findIn(first: ShapeEntry | undefined, codes: Uint16Array, length: number): ShapeEntry | undefined {
  for (let entry = first; entry !== undefined; entry = entry.next) {
    const { shape } = entry;
    if (shape.length !== length) continue;
    let at = 0;
    while (at < length && shape.charCodeAt(at) === codes[at]) at++;
    if (at === length) return entry;
  }
  return undefined;
}
