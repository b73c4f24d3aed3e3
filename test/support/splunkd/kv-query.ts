import type { Document } from "./splunkd-state.ts";

type Query = Readonly<Record<string, unknown>>;

/** The documents that a query of the KV store finds, in order. */
export function found(documents: Iterable<Document>, parameters: Query): Document[] {
  const { query = {}, sort, skip = 0, limit = 0 } = parameters;
  const matching = [...documents].filter((document) => matches(document, query as Query));
  const order = orderOf(typeof sort === "string" ? sort : "");
  if (order.length > 0) matching.sort((a, b) => compared(a, b, order));
  const end = Number(limit) > 0 ? Number(skip) + Number(limit) : undefined;
  return matching.slice(Number(skip), end);
}

function matches(document: Query, query: Query): boolean {
  return Object.entries(query).every(([key, wanted]) => {
    if (key === "$and") return (wanted as Query[]).every((part) => matches(document, part));
    if (key === "$or") return (wanted as Query[]).some((part) => matches(document, part));
    if (key === "$not") return !matches(document, wanted as Query);
    return fits(document[key], wanted);
  });
}

const operators: Readonly<Record<string, (value: never, wanted: never) => boolean>> = {
  $gt: (value, wanted) => value > wanted,
  $gte: (value, wanted) => value >= wanted,
  $lt: (value, wanted) => value < wanted,
  $lte: (value, wanted) => value <= wanted,
  $ne: (value, wanted) => value !== wanted,
};

function fits(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  return Object.entries(wanted).every(([operator, operand]) => {
    const compare = operators[operator];
    if (compare === undefined) throw new SyntaxError(`unknown operator ${operator}`);
    return compare(value as never, operand as never);
  });
}

function orderOf(sort: string): [name: string, direction: number][] {
  return sort
    .split(",")
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", direction = "1"] = part.split(":");
      return [name, Number(direction)];
    });
}

function compared(a: Query, b: Query, order: readonly [string, number][]): number {
  for (const [name, direction] of order) {
    const [left, right] = [a[name] as number, b[name] as number];
    if (left !== right) return (left < right ? -1 : 1) * direction;
  }
  return 0;
}
