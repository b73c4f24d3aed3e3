import type { Random } from "../outages/random.ts";
import type { Conditions } from "./conditions.ts";
import type { Containers } from "./containers.ts";
import type { Fleet } from "./fleet.ts";
import { fill } from "./formats/fill.ts";
import type { Journal } from "./journal.ts";
import type { Habit, Service, Shop } from "./model.ts";

/** What is written all the time and means nothing, and small events nobody should be told of. */
export class Noise {
  private readonly shop: Shop;
  private readonly fleet: Fleet;
  private readonly journal: Journal;
  private readonly random: Random;

  constructor(shop: Shop, fleet: Fleet, journal: Journal, random: Random) {
    this.shop = shop;
    this.fleet = fleet;
    this.journal = journal;
    this.random = random;
  }

  habits(from: number, to: number, conditions: Conditions): void {
    for (const habit of this.shop.habits)
      for (const service of this.servicesOf(habit))
        this.follow(habit, service, from, to, 3_600_000 / habit.anHour, conditions);
  }

  /** One after another, at chance times: a good release, somebody who tries passwords or addresses, a batch job. */
  events(from: number, to: number, count: number, containers: Containers): void {
    const others = [...this.shop.services.values()].filter(
      (service) => !service.store && service.style !== "nginx",
    );
    const times = Array.from({ length: count }, () => this.random.between(from, to)).sort(
      (one, other) => one - other,
    );
    for (const at of times) {
      if (this.random.chance(0.4)) this.release(at, this.random.pick(others), containers);
      else this.burst(at);
    }
  }

  private release(at: number, service: Service, containers: Containers): void {
    for (const pod of this.fleet.pods(service.name, at)) containers.stop(pod, at + 2_000);
    for (const pod of this.fleet.replace(service.name, at))
      containers.start(pod, at - this.random.between(8_000, 25_000), at);
  }

  /** One of the habits, much more often for a minute or two. */
  private burst(at: number): void {
    const habit = this.random.pick(
      this.shop.habits.filter(({ level, from }) => level !== "info" && !from.startsWith("style:")),
    );
    const every = this.random.between(1_500, 8_000);
    for (const service of this.servicesOf(habit))
      this.follow(habit, service, at, at + this.random.between(40_000, 150_000), every);
  }

  private follow(
    habit: Habit,
    service: Service,
    from: number,
    to: number,
    every: number,
    conditions?: Conditions,
  ): void {
    for (
      let at = from + this.random.between(0, 2 * every);
      at < to;
      at += this.random.between(0.05, 1.95) * every
    ) {
      const { state } = conditions?.of(service.name, at) ?? {};
      if (state === "down" || state === "hung") continue;
      const pod = this.random.pick(this.fleet.pods(service.name, at));
      this.journal.say(at, pod, { level: habit.level, text: fill(habit.text, this.random) });
    }
  }

  private servicesOf({ from }: Habit): Service[] {
    return [...this.shop.services.values()].filter(
      ({ name, style }) => name === from || `style:${style}` === from,
    );
  }
}
