import { addressesIn } from "../group-evidence.ts";
import type { Reading } from "../reading/reading.ts";
import { RecentMap } from "../recent-map.ts";
import type { Severity } from "../verdict.ts";
import type { Assessment } from "./assess.ts";

const mostRemembered = 20_000;
/** From so many failed tries on an address guesses; a person gives up or asks for help before. */
export const fewestOfAttack = 10;
/** Fewer faults of one kind say nothing about a node. */
const fewestOnNode = 10;
/** At least this share of the faults comes from the node that is named. */
const mostOfAll = 0.8;
const fewestComponents = 2;
const mostComponents = 8;
const longestRead = 1_000;

const telling =
  /failed (?:password|none|publickey|keyboard)|authentication failure|accepted (?:password|publickey|keyboard|gssapi)|log(?:in|on) (?:failed|succeeded|failure|success)|tlb error|(?:storage|parity|ecc|memory|machine check|edac|mce)\b.{0,20}\b(?:interrupt|error|exception)|address change detected|no route to host|unknownhost|no such host|enotfound|not known/i;
const tried =
  /\bfailed (password|none|publickey|keyboard)|\b(authentication failure)\b|\blog(?:in|on) (failed|failure)\b/i;
const admitted = /\baccepted (?:password|publickey|keyboard|gssapi)|\blog(?:in|on) succe(?:ss|eded)\b/i;
const namedClient = /\brhost=(\S{1,253})|\bfrom (\S{1,253})/;
const hardwareFault =
  /\b(tlb error|storage interrupt|parity error|ecc error|memory error|machine check|mce)\b/i;
const lostHost =
  /\baddress change detected\. old: ([\w.-]{1,253})\/|\bno route to host from {1,4}\S{1,253} to ([\w.-]{1,253})|\bunknownhostexception: ([\w.-]{1,253})|\blookup ([\w.-]{1,253})\b.{0,80}\bno such host\b|\benotfound ([\w.-]{1,253})|\b([\w.-]{1,253}): name or service not known\b/i;
const ofLogin =
  /^(?:failed-password|invalid-user|too-many-authentication-failures|brute-force|remote-login-refused|ssh-client-gave-up)$/;
const ofLostHost =
  /^(?:no-route-to-host|host-address-lost|name-not-known|resource-manager-unreachable|lease-not-renewed)$/;

interface Client {
  /** Failed tries by the words that say so: one try may leave a line of each kind. */
  readonly tries: Map<string, number>;
}

interface LostHost {
  events: number;
  readonly components: Set<string>;
}

/** Who was let in. */
export interface Admission {
  readonly client: string;
}

/** What the lines of a search together add to the judgement of one of them. */
export interface Remark {
  /** A whole sentence. */
  readonly sentence: string;
  /** The judgement is to be no milder. */
  readonly atLeast?: Severity;
}

/**
 * Counts what shows only across lines: who tries to log in and who gets in, which host nobody reaches, on which node the
 * hardware fails. Counts do not depend on the order of lines, and memory is bounded.
 */
export class SearchSigns {
  private readonly clients = new RecentMap<Client>(mostRemembered);
  private worstClient = "";
  private mostTries = 0;
  private readonly admitted = new Map<string, number>();
  private readonly hosts = new RecentMap<LostHost>(mostRemembered);
  private lostHost = "";
  private readonly nodes = new Map<string, Map<string, number>>();

  /** Counts a line. @returns who was let in, if the line says so */
  note(line: Reading): Admission | undefined {
    if (!telling.test(line.text)) return undefined;
    const text = line.plain.slice(0, longestRead);
    this.noteFault(text, line);
    this.noteLostHost(text, line);
    const [, ...words] = tried.exec(text) ?? [];
    const word = words.find((each) => each !== undefined);
    if (word !== undefined) this.noteTry(clientIn(text), word.toLowerCase());
    if (!admitted.test(text)) return undefined;
    const client = clientIn(text);
    if (this.admitted.has(client) || this.admitted.size < mostRemembered)
      this.admitted.set(client, (this.admitted.get(client) ?? 0) + 1);
    return client === "" ? undefined : { client };
  }

  /** Failed tries of a client so far. */
  triesOf(client: string): number {
    return Math.max(0, ...(this.clients.get(client)?.tries.values() ?? []));
  }

  /** What the lines so far add to a judgement; undefined for nothing. */
  remarkOn({ rule }: Assessment, text: string): Remark | undefined {
    if (ofLogin.test(rule)) return this.remarkOnAttack();
    if (ofLostHost.test(rule)) return this.remarkOnLostHost(text);
    const fault = hardwareFault.exec(text)?.[1]?.toLowerCase();
    return fault === undefined ? undefined : this.remarkOnNode(fault);
  }

  private noteTry(client: string, word: string): void {
    if (client === "") return;
    const known = this.clients.get(client) ?? { tries: new Map<string, number>() };
    const count = (known.tries.get(word) ?? 0) + 1;
    known.tries.set(word, count);
    this.clients.set(client, known);
    // Of equally many the first by name, so that the order of lines does not matter.
    if (count > this.mostTries || (count === this.mostTries && client < this.worstClient)) {
      this.mostTries = count;
      this.worstClient = client;
    }
  }

  private noteFault(text: string, line: Reading): void {
    const fault = hardwareFault.exec(text)?.[1]?.toLowerCase();
    const { host } = line;
    if (fault === undefined || host === "") return;
    const counts = this.nodes.get(fault) ?? new Map<string, number>();
    this.nodes.set(fault, counts);
    if (counts.has(host) || counts.size < mostRemembered) counts.set(host, (counts.get(host) ?? 0) + 1);
  }

  private noteLostHost(text: string, line: Reading): void {
    const [, ...names] = lostHost.exec(text) ?? [];
    const way = names.findIndex((each) => each !== undefined);
    if (way < 0) return;
    const name = (names[way] ?? "").toLowerCase();
    const known = this.hosts.get(name) ?? { events: 0, components: new Set<string>() };
    known.events++;
    if (known.components.size < mostComponents) known.components.add(`${way} ${line.service}`);
    this.hosts.set(name, known);
    const most = this.hosts.get(this.lostHost)?.events ?? 0;
    if (known.events > most || (known.events === most && name < this.lostHost)) this.lostHost = name;
  }

  private remarkOnAttack(): Remark | undefined {
    if (this.mostTries < fewestOfAttack) return undefined;
    let suspicious = 0;
    let others = 0;
    for (const [client, count] of this.admitted) {
      if (this.triesOf(client) >= fewestOfAttack) suspicious += count;
      else others += count;
    }
    const tries = `${grouped(this.mostTries)} failed tries came from ${this.worstClient}, the most`;
    const elsewhere =
      others === 0 ? "" : ` (${grouped(others)} other ${others === 1 ? "login" : "logins"} did)`;
    const outcome =
      suspicious === 0
        ? `no client with so many got in${elsewhere}.`
        : `${grouped(suspicious)} ${suspicious === 1 ? "login" : "logins"} from such clients succeeded.`;
    return { sentence: `${tries}; ${outcome}`, atLeast: "P3" };
  }

  private remarkOnLostHost(text: string): Remark | undefined {
    const named = lostHost.exec(text)?.find((each, at) => at > 0 && each !== undefined);
    if (named !== undefined && named.toLowerCase() !== this.lostHost) return undefined;
    const lost = this.hosts.get(this.lostHost);
    if (lost === undefined || lost.components.size < fewestComponents || lost.events < fewestOfAttack)
      return undefined;
    return { sentence: `The host ${this.lostHost} is out of reach, in ${grouped(lost.events)} lines.` };
  }

  private remarkOnNode(fault: string): Remark | undefined {
    const counts = this.nodes.get(fault);
    if (counts === undefined) return undefined;
    let all = 0;
    let most = 0;
    let node = "";
    for (const [host, count] of counts) {
      all += count;
      if (count > most || (count === most && host < node)) [most, node] = [count, host];
    }
    if (most < fewestOnNode || most < mostOfAll * all) return undefined;
    return { sentence: `${grouped(most)} of ${grouped(all)} such faults are on ${node}.` };
  }
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** Who knocks: an address, or the name in its place. */
function clientIn(text: string): string {
  const [address] = addressesIn(text);
  if (address !== undefined) return address;
  const [, ...names] = namedClient.exec(text) ?? [];
  return names.find((each) => each !== undefined) ?? "";
}
