/** How a container writes; the name says whose habit it is. */
export type Style =
  | "logback"
  | "log4j"
  | "gokit"
  | "logrus"
  | "pino"
  | "morgan"
  | "pyjson"
  | "flask"
  | "csharp"
  | "nginx"
  | "mongo"
  | "mysql"
  | "redis"
  | "rabbit";

export type Level = "debug" | "info" | "warn" | "error";

/** What a caller sees of a call that went wrong. */
export type Problem =
  | "refused"
  | "timeout"
  | "reset"
  | "unresolved"
  | "failing"
  | "pool"
  | "denied"
  | "invalid";

/** `tells` names what it called, `vague` logs that something failed, `mute` answers 500 and logs nothing. */
export type Manner = "tells" | "vague" | "mute";

export interface Operation {
  readonly name: string;
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly begin: string;
  readonly end: string;
  readonly calls: readonly { readonly operation: string; readonly optional: boolean }[];
}

export interface Service {
  readonly name: string;
  readonly style: Style;
  readonly port: number;
  readonly replicas: number;
  /** Milliseconds of work for one call, mostly near the first. */
  readonly work: readonly [number, number];
  readonly manner: Manner;
  /** Of the cluster, behind which its pods stand. */
  readonly address: string;
  readonly store: boolean;
}

export interface Pod {
  readonly name: string;
  readonly service: Service;
  readonly address: string;
  readonly node: string;
}

/** Lines that say nothing about an outage: `from` is a service or `style:` and one. */
export interface Habit {
  readonly from: string;
  readonly anHour: number;
  readonly level: Level;
  readonly text: string;
}

export interface Shop {
  readonly name: string;
  readonly namespace: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly operations: ReadonlyMap<string, Operation>;
  /** What users do, by weight. */
  readonly journeys: readonly { readonly weight: number; readonly operations: readonly string[] }[];
  readonly habits: readonly Habit[];
  readonly nodes: readonly string[];
  /** How long a caller waits, in milliseconds. */
  readonly patience: number;
  readonly protocol: "http" | "grpc";
}

/** A message before a style writes it. Fields stand behind `;;` in the text. */
export interface Message {
  readonly level: Level;
  readonly logger?: string;
  readonly text: string;
  /** Further lines, as of a stack trace. */
  readonly more?: readonly string[];
}

export interface Line {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly pod: Pod;
  readonly raw: string;
  /** Would not be there, or would be another, without the fault; `loud` where a reader sees that. */
  readonly symptom: "none" | "faint" | "loud";
}
