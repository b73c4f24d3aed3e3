import type { Random } from "../outages/random.ts";
import type { Pod, Service, Shop } from "./model.ts";

/** Which pods stand behind each service, and since when. */
export class Fleet {
  private readonly generations = new Map<string, { from: number; pods: readonly Pod[] }[]>();
  private readonly shop: Shop;
  private readonly random: Random;

  constructor(shop: Shop, random: Random) {
    this.shop = shop;
    this.random = random;
    for (const service of shop.services.values())
      this.generations.set(service.name, [{ from: 0, pods: this.madeFor(service, shop.nodes) }]);
  }

  pods(service: string, at: number): readonly Pod[] {
    return this.generations.get(service)?.findLast(({ from }) => from <= at)?.pods ?? [];
  }

  /** Every pod that a service ever had. */
  all(service: string): readonly Pod[] {
    return this.generations.get(service)?.flatMap(({ pods }) => pods) ?? [];
  }

  /** New pods from a moment on; generations are made in their order. */
  replace(service: string, from: number, nodes: readonly string[] = this.shop.nodes): readonly Pod[] {
    const pods = this.madeFor(this.shop.services.get(service) as Service, nodes);
    this.generations.get(service)?.push({ from, pods });
    return pods;
  }

  private madeFor(service: Service, nodes: readonly string[]): Pod[] {
    const set = this.random.hex(9);
    return Array.from({ length: service.replicas }, () => ({
      name: service.store ? `${service.name}-0` : `${service.name}-${set}-${this.random.letters(5)}`,
      service,
      address: `10.244.${this.random.int(1, 4)}.${this.random.int(4, 250)}`,
      node: this.random.pick(nodes),
    }));
  }
}
