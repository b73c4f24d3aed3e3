/** A name of a service, host or address, as a line writes it. */
export interface WrittenName {
  /** Without port. */
  readonly name: string;
  /** The port behind it; undefined where there is none. */
  readonly port: string | undefined;
  /** 0 to 1: how surely the line speaks of somebody that its writer needs, and not of somebody who calls it. */
  readonly strength: number;
  /** The text says what it is: an address, a URL, a name with a port. Else it is a word like another. */
  readonly structural: boolean;
}

const letters = "[a-z][a-z\\d_-]{0,62}";
const address = "\\d{1,3}(?:\\.\\d{1,3}){3}";
const qualified = `${letters}(?:\\.[a-z\\d_-]{1,63}){0,6}`;
const privateEndings = "internal|local|lan|corp|intra|svc|consul|private";
const needs =
  "upstream|backend|peer|node|broker|target|dependency|remote|endpoint|address|addr|lookup|resolve|resolving|connect to|connecting to|connection to|call to|calling|waiting for|reach|ping";

const patterns: readonly {
  readonly pattern: RegExp;
  readonly strength: number;
  readonly structural: boolean;
}[] = [
  // orders-db:5432
  {
    pattern: new RegExp(`(?<![\\w./:@-])(${qualified}|${address}):(\\d{2,5})(?![\\w.]|:\\d)`, "gi"),
    strength: 1,
    structural: true,
  },
  // https://orders/items
  {
    pattern: new RegExp(
      `\\b[a-z][a-z\\d+.-]{1,20}://(?:[^\\s/@"']{1,100}@)?(${qualified}|${address})(?![\\w.])`,
      "gi",
    ),
    strength: 1,
    structural: true,
  },
  // orders.shop.internal
  {
    pattern: new RegExp(
      `(?<![\\w./@-])(${letters}(?:\\.[a-z\\d_-]{1,63}){1,6}\\.(?:${privateEndings}))(?![\\w-])`,
      "gi",
    ),
    strength: 0.9,
    structural: true,
  },
  // connection to "orders-db"
  {
    pattern: new RegExp(
      `\\b(?:${needs})["']?\\s?[=: ]\\s?["'\\[(]?(${qualified}|${address})(?![\\w.])`,
      "gi",
    ),
    strength: 0.8,
    structural: false,
  },
];
const word = new RegExp(`(?<![\\w./@-])(${qualified})(?![\\w-])`, "gi");
/** A word with a digit, dot or hyphen is more of a name than another. */
const likeName = 0.8;
const plainWord = 0.4;
/** `KafkaTimeoutException`, `REDIS_DOWN`. */
const productOfClass = /^[A-Z]?[a-z]{2,20}(?=[A-Z_])|^[A-Z]{3,20}(?=_)/;

const serverOfBackend = /(?<![\w./-])([a-z][\w-]{1,60})\/(\1[-_.][\w.-]{0,60}\d)(?![\w-])/gi;
/** Files, not hosts: `pool.go:57`. */
const file =
  /\.(?:go|py|js|mjs|ts|rb|java|cc|cpp|c|h|rs|php|cs|kt|scala|ex|erl|html?|json|ya?ml|conf|log|xml|sql|sh|service|timer|slice|mount)$/i;
/** `shop.orders.OrderStore`, `Http2Client`. */
const className = /(?:^|\.)[A-Z]\w*[a-z]\w*$|(?:\.[\w$]+){4}/;
const nobody =
  /^(?:(?:server|service|services|system|client|clients|application|app|node|host|user|main|default|internal|error|exception|warning|request|response|null|root|kernel|localhost|https?|to|from|at|the|for|on|of|is|not|and|with|in|a)$|127\.|0\.|\d+\.\d+\.\d+$)/i;
/** Before a name: whoever defines the form of the line. */
const schema = /\bxmlns(?::\w{1,30})?=["'](?:https?:\/\/)?$/i;
/** Before a name: whoever calls. */
const caller =
  /(?:\bclient|\b(?:connection|request|requests|login|accepted|received|password for \S{1,60}) from|\buser)["']?[\s=:]{1,2}["'[(]?$/i;
const ofCaller = 0.15;
/** Before a name: whom the request was for, or where it came from, as in `server: shop.example` and `"host":"web-1"`. */
const ownKey =
  /\b(?:server|server_name|host|hostname|vhost|authority|referr?er|origin|client|client_ip|remote_addr|user_agent)["']?\s?:\s?["']?(?:https?:\/\/)?$/i;
const before = 60;
/** Ports that the system hands to clients begin here. */
const firstClientPort = 32_768;

/** The names in a text, the surest kinds first; one may come several times. */
export function* writtenNames(text: string): Generator<WrittenName> {
  for (const { pattern, strength, structural } of patterns)
    for (const match of text.matchAll(pattern)) {
      const [whole, name = "", port] = match;
      if (Number(port ?? 0) >= firstClientPort) continue;
      const place = match.index + whole.lastIndexOf(name);
      if (isName(name, text, place))
        yield { name, port, structural, strength: strength * shareAt(text, place) };
    }
  for (const { 2: name = "" } of text.matchAll(serverOfBackend))
    yield { name, port: undefined, structural: false, strength: likeName };
  for (const { 1: name = "", index } of text.matchAll(word)) {
    const product = productOfClass.exec(name.slice(name.lastIndexOf(".") + 1))?.[0];
    if (product !== undefined)
      yield { name: product, port: undefined, structural: false, strength: plainWord };
    if (!isName(name, text, index)) continue;
    const strength = /[\d.-]/.test(name) ? likeName : plainWord;
    yield { name, port: undefined, structural: false, strength: strength * shareAt(text, index) };
  }
}

/** `orders-db` of `orders-db.shop.internal`; an address is itself. */
export function shortName(written: string): string {
  const name = written.toLowerCase();
  return /^[\d.]+$/.test(name) ? name : (name.split(".")[0] as string);
}

function isName(name: string, text: string, place: number): boolean {
  if (file.test(name) || nobody.test(name) || className.test(name)) return false;
  const head = text.slice(Math.max(0, place - before), place);
  return !ownKey.test(head) && !schema.test(head);
}

function shareAt(text: string, place: number): number {
  return caller.test(text.slice(Math.max(0, place - before), place)) ? ofCaller : 1;
}

const nameBesideAddress = new RegExp(`(?<![\\w.-])(${qualified})[/([ ]{1,2}(${address})(?![\\w.])`, "gi");
const writersAddress = new RegExp(`(?<![\\w.:])(${address}):\\d{4,5}->`, "g");

/** Backends of a proxy, by a server of theirs: `orders` of `orders/orders-node-4`. */
export function backendsIn(text: string): string[] {
  return [...text.matchAll(serverOfBackend)].map(([, backend = ""]) => backend);
}

/** Names with their addresses: `broker-3/192.0.2.54:9092`, `pg-1 (192.0.2.92)`. */
export function addressesIn(text: string): { readonly name: string; readonly address: string }[] {
  return [...text.matchAll(nameBesideAddress)].map(([, name = "", found = ""]) => ({ name, address: found }));
}

/** Addresses of whoever wrote a text: of `192.0.2.40:40211->192.0.2.133:53`, as Go writes a connection, the first. */
export function ownAddressesIn(text: string): string[] {
  return [...text.matchAll(writersAddress)].map(([, found = ""]) => found);
}
