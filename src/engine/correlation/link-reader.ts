import type { Entity } from "../reading/entities.ts";
import type { EntityKind } from "../reading/entity-keys.ts";
import type { Reading } from "../reading/reading.ts";

/** Of a line that carries several ids, the first of these counts. Ids of one request go by several names. */
const byRank: readonly EntityKind[] = ["trace", "request", "transaction", "session", "order", "block"];
/** Last for long, so that their events are told apart by the minute. */
const lasting = new Set<string>(["pod", "container", "user", "host", "pid", "source"]);
/** Lines that may carry an id; to look for it is dear. */
const mayCarry =
  /(?:req(?:uest)?|trace|correlation|operation|transaction|txn|session|message|msg|job|conn|rid|order)[-_. ]?(?:id)?["']?\s?[:=#]|\b(?:req-|blk_|jid=|order )|\[[\w.-]{0,60},?[\da-f]{16,32}[,-]|\bcf-?ray\b|^\[?[\da-f]{8}-[\da-f]{4}-/i;

/** Reads which request, or other thing, a line belongs to. */
export class LinkReader {
  private readonly by: string;
  /** Lines by what linked them. */
  readonly lines = new Map<string, number>();

  /** @param by a kind of entity, `host`, `pid` or a field; empty for what the lines carry */
  constructor(by: string) {
    this.by = by.toLowerCase();
  }

  /** A number for the id; 0 where the line carries none. */
  linkOf(line: Reading, host: string, time: number): number {
    const found = this.by === "" ? requestOf(line) : this.chosen(line, host);
    if (found === undefined || found.value === "") return 0;
    this.lines.set(found.kind, (this.lines.get(found.kind) ?? 0) + 1);
    return numberOf(lasting.has(found.kind) ? `${found.value} ${Math.floor(time / 60)}` : found.value);
  }

  private chosen(line: Reading, host: string): { kind: string; value: string } | undefined {
    const { by } = this;
    if (by === "host") return { kind: by, value: host || line.host };
    if (by === "pid") return { kind: by, value: line.process === "" ? "" : `${host} ${line.process}` };
    const field = line.fields.get(by);
    return field === undefined ? line.entities.find(({ kind }) => kind === by) : { kind: by, value: field };
  }
}

function requestOf(line: Reading): Entity | undefined {
  if (!mayCarry.test(line.plain.slice(0, 2_000))) return undefined;
  const { entities } = line;
  for (const kind of byRank) {
    const found = entities.find((entity) => entity.kind === kind);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** FNV-1a, never 0. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash >>> 0 || 1;
}
