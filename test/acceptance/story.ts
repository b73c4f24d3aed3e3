import { deliver } from "../../src/engine/delivery/deliver.ts";
import { type AcceptContext, accept, endOverdue } from "../../src/engine/incidents/accept.ts";
import type { AlertSettings } from "../../src/engine/incidents/alert-settings.ts";
import { dueDigests } from "../../src/engine/incidents/due-digests.ts";
import type { MaintenanceWindow } from "../../src/engine/incidents/maintenance.ts";
import type { Accepted } from "../../src/engine/incidents/notification-planner.ts";
import { OccurrenceCollector } from "../../src/engine/incidents/occurrences.ts";
import { ownershipOf } from "../../src/engine/incidents/ownership.ts";
import { mildestAlerted, type Route, type RoutedDestination } from "../../src/engine/incidents/routing.ts";
import type { Silence } from "../../src/engine/incidents/silences.ts";
import type { Alert } from "../../src/engine/ledger/alert.ts";
import type { Delivery } from "../../src/engine/ledger/delivery.ts";
import type { LedgerView } from "../../src/engine/ledger/ledger.ts";
import { defaultAlertSettings } from "../support/default-alert-settings.ts";
import { busy, delivered, FakeDestination, wrongSecret } from "../support/delivery/fake-destination.ts";
import { MemoryLedger } from "../support/delivery/memory-ledger.ts";
import { VirtualTime } from "../support/delivery/virtual-time.ts";
import { durationOf, type Step, stepsOf, written } from "./timeline.ts";

/** A full hour by the clock. */
const begin = Date.parse("2026-11-21T10:00:00Z");
/** How often `| llamaretry` runs. */
const tick = 120_000;

export interface World {
  readonly settings?: Partial<AlertSettings>;
  readonly routes?: readonly Route[];
  readonly destinations?: readonly RoutedDestination[];
  /** Messages take the real way, and may fail; else what is accepted is delivered at once. */
  readonly sends?: boolean;
}

export const slack: RoutedDestination = { name: "slack", type: "slack", channel: undefined };
const pagerduty: RoutedDestination = { name: "pagerduty", type: "pagerduty", channel: undefined };

/** What somebody was told: an alert, and who got it. */
export interface Said {
  readonly at: number;
  readonly alert: Alert;
  readonly deliveries: readonly Delivery[];
}

/**
 * Plays a script on a clock of its own, with the real functions over a ledger in memory; what is accepted is delivered
 * at once. Steps are
 *
 * `firing NAME SEVERITY …` with `service= count= search= sid= cron= event= mode= owner= channel= key= policy= cmdb=`
 * (`NAME1..9` is nine of them in one firing, `cron=0_*_*_*_*` the schedule of its search, in UTC), `resolved NAME`,
 * `silence` and `maintenance` with `service=` (or `template= severity=`) and `for=`, `gone NAME` for a destination that
 * leaves llama.conf, `down NAME`, `refuses NAME` (its token is wrong) and `up NAME` where messages take the real way,
 * `clock -1h` to set the clock,
 * and `end`. Every two minutes, after what happens then, `| llamaretry` does its work.
 */
export class Story {
  readonly said: Said[] = [];
  readonly ledger = new MemoryLedger();
  /** Reasons of firings, by the step's time: `5m unchanged`. */
  readonly quiet: string[] = [];
  private readonly settings: AlertSettings;
  private readonly routes: readonly Route[];
  private readonly destinations: Map<string, RoutedDestination>;
  private readonly silences: Silence[] = [];
  private readonly maintenance: MaintenanceWindow[] = [];
  private readonly arrived = new Set<string>();
  private readonly senders: Map<string, FakeDestination> | undefined;
  private clockShift = 0;
  private elapsed = 0;
  private ticked = 0;
  private firings = 0;

  constructor({ settings, routes = [], destinations = [slack, pagerduty], sends = false }: World = {}) {
    this.settings = { ...defaultAlertSettings, defaultChannel: "#ops", defaultOwner: "sre", ...settings };
    this.routes = routes;
    this.destinations = new Map(destinations.map((each) => [each.name, each]));
    const sender = ({ name, type }: RoutedDestination) =>
      new FakeDestination(name, async () => undefined, type);
    if (sends) this.senders = new Map(destinations.map((each) => [each.name, sender(each)]));
  }

  /** Every message that arrived with one destination: its news, how bad, and whether it says that it is over. */
  heard(name: string): string[] {
    const arrived = this.senders?.get(name)?.sent.filter(({ key }) => this.arrived.has(key)) ?? [];
    return arrived.map(({ alert, overSince }) => {
      const what = alert.reason === "digest" ? "digest" : alert.anomaly.templateId || "digest";
      const over = overSince === undefined ? "" : ` over since ${written(overSince - begin)}`;
      return `${alert.transition} ${what} ${alert.severity}${over}`;
    });
  }

  async play(script: string): Promise<this> {
    for (const step of stepsOf(script)) {
      while (this.ticked + tick < step.at) await this.retry(this.ticked + tick);
      this.elapsed = step.at;
      await this.take(step);
    }
    return this;
  }

  /** One line for each alert: when, what, why, of which incident, and to whom. */
  lines(): string[] {
    return this.said.map(({ at, alert, deliveries }) => {
      const mode = deliveries[0]?.state === "shadow" ? " shadow" : "";
      const label = alert.reason === "digest" ? `digest(${alert.digest?.length})` : alert.anomaly.templateId;
      const name = label === "" ? `digest of ${alert.service}` : label;
      const to = deliveries
        .map(({ destination, target }) => destination + target.channel + target.keyName)
        .sort();
      const what = `${alert.transition} ${alert.reason} ${name} ${alert.severity} x${alert.count}`;
      return `${written(at)}${mode} ${what} -> ${to.join(" ")}`;
    });
  }

  private async take({ verb, words, options, at }: Step): Promise<void> {
    const [first = ""] = words;
    const until = this.now() + durationOf(options.for ?? "0m");
    if (verb === "firing" || verb === "resolved") await this.fire(verb, words, options, at);
    else if (verb === "silence") {
      const { service, template: templateId, severity } = options;
      const matchers = { service, templateId, severity };
      this.silences.push({ id: "s", matchers, until, author: "ana", reason: "known", created: this.now() });
    } else if (verb === "maintenance") {
      this.maintenance.push({
        service: options.service ?? "",
        start: this.now(),
        end: until,
        reason: "upgrade",
      });
    } else if (verb === "gone") this.destinations.delete(first);
    else if (verb === "down") this.sender(first).answer = () => busy;
    else if (verb === "refuses") this.sender(first).answer = () => wrongSecret;
    else if (verb === "up") {
      this.sender(first).answer = () => delivered;
      this.sender(first).configuration += "+";
    } else if (verb === "clock") this.clockShift += durationOf(first);
    else if (verb !== "end") throw new Error(`There is no step "${verb}"`);
  }

  private async fire(
    verb: "firing" | "resolved",
    [names = "", severity = "P5"]: readonly string[],
    options: Step["options"],
    at: number,
  ): Promise<void> {
    const { service = "checkout", count = "1", search = "triage", mode = "live", cron, event } = options;
    const sid = options.sid ?? `sid${++this.firings}`;
    const time = begin + (event === undefined ? at : durationOf(event));
    const rows = namesOf(names).map(
      (name) =>
        new Map(
          Object.entries({
            service_name: [service],
            llama_template_id: [name],
            severity: [severity],
            root_cause: [`${name} broke`],
            count: [count],
            _time: [String(time / 1000)],
            _raw: [`${name} line`],
            host: ["web1"],
            llama_status: ["llm"],
            ...(verb === "resolved" && { llama_state: ["resolved"] }),
          }),
        ),
    );
    const mask = (text: string): string => text;
    const collector = new OccurrenceCollector({
      mask,
      mildest: mildestAlerted(this.routes),
      controlFields: true,
    });
    for (const row of rows) collector.add(row);
    const { occurrences } = collector.collected();
    const { owner = "team", channel = "", key = "", policy = "", cmdb = "found" } = options;
    const row = {
      service_owner: owner,
      slack_channel: channel,
      pagerduty_key_name: key,
      escalation_policy: policy,
    };
    const answer = cmdb === "down" ? "unavailable" : cmdb === "none" ? "no_entry" : row;
    const ownership = ownershipOf(answer, this.settings.defaultOwner);
    await this.transact(at, (view, context) =>
      accept(
        view,
        {
          found: occurrences.map((occurrence) => ({ occurrence, ownership })),
          search: { name: search, app: "search", owner: "admin", sid },
          id: sid,
          link: "",
          schedule: cron === undefined ? undefined : { cron: cron.replaceAll("_", " "), timeZone: "UTC" },
          mode: mode === "shadow" ? "shadow" : "live",
        },
        context,
      ),
    );
  }

  private async retry(at: number): Promise<void> {
    this.elapsed = this.ticked = at;
    await this.transact(at, endOverdue);
    await this.transact(at, dueDigests);
  }

  private async transact(
    at: number,
    work: (view: LedgerView, context: AcceptContext) => Accepted,
  ): Promise<void> {
    const summary = await this.ledger.transact((view) => {
      const accepted = work(view, this.context());
      return { changes: accepted.changes, result: accepted.summary };
    });
    const why = Object.entries(summary.reasons).map(([reason, times]) => `${reason} ${times}`);
    if (why.length > 0) this.quiet.push(`${written(at)} ${why.join(", ")}`);
    await this.deliver(at);
  }

  private sender(name: string): FakeDestination {
    const sender = this.senders?.get(name);
    if (sender === undefined) throw new Error(`There is no destination "${name}" that sends`);
    return sender;
  }

  /** One run on a clock of its own, which begins now. */
  private async send(senders: ReadonlyMap<string, FakeDestination>): Promise<void> {
    const time = new VirtualTime(this.now());
    const { attempts } = await time.until(
      deliver({
        ledger: this.ledger,
        destinations: [...senders.values()],
        now: time.now,
        elapsed: time.elapsed,
        sleep: time.sleep,
        claimant: "me",
        isAlive: () => true,
        appVersion: "1.0.0",
      }),
    );
    for (const { key, state } of attempts) {
      if (state === "delivered") this.arrived.add(key);
      // What failed before is not what was heard.
      else
        for (const { sent } of senders.values())
          sent.splice(0, sent.length, ...sent.filter((one) => one.key !== key));
    }
  }

  /** Everything that waits arrives. What is in shadow is noted once. */
  private async deliver(at: number): Promise<void> {
    if (this.senders !== undefined) return this.send(this.senders);
    await this.ledger.transact((view) => {
      const due = [...view.deliveries.values()].filter(
        ({ state, key }) => (state === "waiting" || state === "shadow") && !this.arrived.has(key),
      );
      for (const alertId of new Set(due.map((each) => each.alertId))) {
        const alert = view.alerts.get(alertId) as Alert;
        this.said.push({ at, alert, deliveries: due.filter((each) => each.alertId === alertId) });
      }
      for (const { key } of due) this.arrived.add(key);
      const delivered = due.filter(({ state }) => state === "waiting");
      const changes = delivered.map((each) => ({
        table: "deliveries" as const,
        key: each.key,
        value: { ...each, state: "delivered" as const },
      }));
      return { changes, result: undefined };
    });
  }

  private context(): AcceptContext {
    const { settings, routes, destinations, silences, maintenance } = this;
    return { settings, routes, destinations, silences, maintenance, now: this.now() };
  }

  private now(): number {
    return begin + this.elapsed + this.clockShift;
  }
}

/** What was told when a script was played. */
export async function told(script: string, world?: World): Promise<string[]> {
  return (await new Story(world).play(script)).lines();
}

function namesOf(text: string): string[] {
  const [, name, from, to] = /^(\w*?)(\d+)\.\.(\d+)$/.exec(text) ?? [];
  if (name === undefined) return [text];
  const numbers = Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
  return numbers.map((number) => `${name}${number}`);
}
