import type { Habit, Level, Manner, Operation, Service, Shop, Style } from "../model.ts";

/** A shop as it is written down: rows of columns between ` | `. */
export interface Plan {
  readonly name: string;
  readonly namespace: string;
  readonly patience: number;
  readonly protocol: "http" | "grpc";
  readonly network: string;
  /** `names | style | port | replicas | least and most milliseconds | manner` */
  readonly services: string;
  /** `service.name | METHOD path | first words | last words | calls`, a call that may fail with `?` */
  readonly operations: string;
  /** `weight | operations` */
  readonly journeys: string;
  /** `from | an hour | level | text` */
  readonly habits: string;
}

const stores: readonly Style[] = ["mongo", "mysql", "redis", "rabbit"];

export function shopOf(plan: Plan): Shop {
  const services = new Map<string, Service>();
  for (const [names, style, port, replicas, work, manner] of rows(plan.services))
    for (const name of words(names)) {
      const [least, most] = words(work).map(Number);
      services.set(name, {
        name,
        style: style as Style,
        port: Number(port),
        replicas: Number(replicas),
        work: [least as number, most as number],
        manner: manner as Manner,
        address: `${plan.network}.${10 + services.size * 3}`,
        store: stores.includes(style as Style),
      });
    }
  const operations = new Map(rows(plan.operations).map((row) => operationOf(row, services)));
  for (const { calls } of operations.values())
    for (const { operation } of calls) known(operation, operations, "operation");
  return {
    name: plan.name,
    namespace: plan.namespace,
    patience: plan.patience,
    protocol: plan.protocol,
    services,
    operations,
    journeys: rows(plan.journeys).map(([weight, names]) => ({
      weight: Number(weight),
      operations: words(names).map((name) => known(name, operations, "operation")),
    })),
    habits: rows(plan.habits).map(
      ([from = "", anHour, level, text = ""]): Habit => ({
        from: from.startsWith("style:") ? from : known(from, services, "service"),
        anHour: Number(anHour),
        level: level as Level,
        text,
      }),
    ),
    nodes: ["a", "b", "c", "d"].map((letter) => `${plan.namespace}-worker-${letter}`),
  };
}

function operationOf(row: string[], services: ReadonlyMap<string, Service>): [string, Operation] {
  const [name = "", request = "", begin = "", end = "", calls = ""] = row;
  const [method = "", path = ""] = words(request);
  return [
    name,
    {
      name,
      service: known(name.slice(0, name.lastIndexOf(".")), services, "service"),
      method,
      path,
      begin,
      end,
      calls: words(calls).map((call) => ({ operation: call.replace("?", ""), optional: call.endsWith("?") })),
    },
  ];
}

function rows(table: string): string[][] {
  return table
    .trim()
    .split("\n")
    .map((row) => row.split(" | ").map((cell) => cell.trim().replace(/^-$/, "")));
}

function words(cell: string | undefined): string[] {
  return (cell ?? "").split(" ").filter((word) => word !== "");
}

function known(name: string, among: ReadonlyMap<string, unknown>, what: string): string {
  if (!among.has(name)) throw new Error(`There is no ${what} ${name}.`);
  return name;
}
