import { NameWords, type WrittenLine } from "./name-words.ts";
import { productOfPort, products, speaksOfMachine, watchesOthers } from "./programs.ts";
import { podSuffix } from "./source-name.ts";
import { addressesIn, backendsIn, ownAddressesIn, shortName, writtenNames } from "./written-names.ts";

const longestText = 1_500;
const counter = /[-_]?\d{1,4}$/;
/** What an unknown name counts for: it may be no party at all. */
const ofUnknown = 0.6;
/** An address that nothing tells whose it is may be that of somebody who is known by name. */
const ofUnknownAddress = 0.4;

/** Ports that anybody may listen on. */
const sharedPort = /^(?:80|443|8080|8443|22)$/;

/** What a log tells of those who write it, to know them by. */
export interface KnownParties {
  readonly services: Iterable<string>;
  readonly hosts: Iterable<string>;
  /** Services by other names, such as those of their pods. */
  readonly aliases: ReadonlyMap<string, string>;
  /** A line of each kind, and the service that writes it: dependencies that write no log are known by such lines. */
  readonly lines: readonly WrittenLine[];
}

/** The services, hosts and dependencies of a log, by all the names that lines may use for them. */
export class Parties {
  private readonly known = new Map<string, string>();
  private readonly words: NameWords;
  /** Who listens on a port, as the log names it; undefined where several do. */
  private readonly ports = new Map<string, string | undefined>();

  constructor({ services, hosts, aliases, lines }: KnownParties) {
    for (const [name, service] of aliases) this.learn(name, service);
    const named = new Set([...services].map((service) => service.toLowerCase()));
    this.words = new NameWords(
      [...named].filter((name) => !speaksOfMachine(name) && !watchesOthers(name)),
      lines,
    );
    for (const product of products) {
      const own = product.find((name) => named.has(name));
      if (own !== undefined) for (const name of product) this.learn(name, own);
    }
    for (const host of hosts) {
      this.learn(host, host);
      this.learn(host.split(".")[0] as string, host);
    }
    for (const service of named) this.learn(service, service);
    for (const { text, service } of lines) this.learnFrom(text.slice(0, longestText), service);
  }

  /**
   * Whom a text names besides its writer.
   *
   * @param own names of the writer, in lower case
   * @returns names in lower case with 0 to 1, how surely the writer needs them
   */
  mentionedIn(text: string, own: ReadonlySet<string>): Map<string, number> {
    const found = new Map<string, number>();
    for (const { name, port, strength, structural } of writtenNames(text.slice(0, longestText))) {
      const behindPort = this.ports.get(port ?? "") ?? this.known.get(productOfPort[port ?? ""] ?? "");
      const parties = this.partiesOf(name);
      // Another of one's own kind is known by its address alone.
      if (parties.length === 0 && behindPort !== undefined && !own.has(behindPort)) parties.push(behindPort);
      const isKnown = parties.length > 0;
      // "peer gone", `pid:71`: a plain word is a name only where somebody bears it.
      if (!isKnown && !(structural && /[\d.-]/.test(name))) continue;
      const counted = isKnown ? strength : strength * (/^[\d.]+$/.test(name) ? ofUnknownAddress : ofUnknown);
      for (const party of isKnown ? parties : [shortName(name)])
        if (!own.has(party)) found.set(party, Math.max(found.get(party) ?? 0, counted));
    }
    return found;
  }

  /** Whom a text may mean by its words, without a name. @param own names of the writer, in lower case */
  hintedIn(text: string, own: ReadonlySet<string>): Set<string> {
    return this.words.hintedIn(text, own);
  }

  /** Who bears a name. Of a compound name, such as `orders-node-4`, the service and the host behind it. */
  private partiesOf(written: string): string[] {
    const whole = this.resolve(written);
    if (whole !== undefined) return [whole];
    const label = shortName(written);
    for (let hyphen = label.indexOf("-"); hyphen >= 0; hyphen = label.indexOf("-", hyphen + 1)) {
      const host = this.known.get(label.slice(hyphen + 1));
      const service = this.known.get(label.slice(0, hyphen));
      if (host !== undefined) return service === undefined ? [host] : [service, host];
    }
    return [];
  }

  private resolve(written: string): string | undefined {
    const label = shortName(written);
    return (
      this.known.get(written.toLowerCase()) ??
      this.known.get(label) ??
      this.known.get(label.replace(podSuffix, "")) ??
      this.known.get(label.replace(counter, ""))
    );
  }

  /** Names of dependencies, and whose address is whose. */
  private learnFrom(text: string, writer: string): void {
    for (const own of ownAddressesIn(text)) if (!this.known.has(own)) this.learn(own, writer);
    for (const backend of backendsIn(text))
      if (this.resolve(backend) === undefined) this.learn(backend, backend);
    for (const { name, address } of addressesIn(text)) {
      const party = this.resolve(name);
      if (party !== undefined) this.learn(address, party);
    }
    for (const { name, port, structural } of writtenNames(text)) {
      this.learnPort(name, port);
      const short = shortName(name);
      if (structural && /[a-z]/.test(short) && this.partiesOf(name).length === 0) this.learn(short, short);
    }
  }

  private learnPort(name: string, port: string | undefined): void {
    const [owner] = port === undefined || sharedPort.test(port) ? [] : this.partiesOf(name);
    if (owner === undefined || port === undefined || /^[\d.]+$/.test(owner)) return;
    const known = this.ports.get(port);
    this.ports.set(
      port,
      known === undefined && !this.ports.has(port) ? owner : known === owner ? owner : undefined,
    );
  }

  private learn(name: string, party: string): void {
    if (name.length > 1) this.known.set(name.toLowerCase(), party.toLowerCase());
  }
}
