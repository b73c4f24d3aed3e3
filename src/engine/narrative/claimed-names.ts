import { commonWords, joiningWords } from "../asking/common-words.ts";
import { quotable } from "../asking/line-words.ts";
import { wordsOf } from "../asking/text-words.ts";

/** What a claim names, sorted by how it is looked up. */
export interface ClaimedNames {
  /** Hosts, files, codes: they have to stand in the lines as they are. */
  readonly identifiers: readonly string[];
  /** Words of which only some may be unknown to the lines: `billing-api`, `billing service`, `Kafka`. */
  readonly unlikely: readonly string[];
}

/** Standards and notations that a sentence may name of its own accord. */
const notation =
  /^(?:IPv[46]|HTTPS?(?:[-/ ]?[123](?:\.\d)?)?|TLSv?\d(?:\.\d)?|SSLv\d|x86(?:_64)?|amd64|arm64|k8s|utf-?(?:8|16)|SHA-?\d{1,3}|MD5|base64|OAuth2|L[2-7]|[45]xx|\d+x|\d+(?:st|nd|rd|th))$/i;
const abbreviation = /^(?:\p{L}\.){1,4}\p{L}?$/u;
/** Places that every machine has. */
const usualPath =
  /^\/(?:dev|etc|home|opt|proc|root|run|srv|sys|tmp|usr|var)?(?:\/(?:log|lib|run|tmp|shm|net|local))?\/?$/;

const tokens =
  /(?:[\p{sc=Latin}\p{N}_]|(?<![\p{sc=Latin}\p{N}\p{M}.])\/(?=[\p{sc=Latin}\p{N}]))(?:[\p{sc=Latin}\p{N}\p{M}_.:/@+~-]*[\p{sc=Latin}\p{N}\p{M}_])?/gu;
const words = /^[\p{L}\p{M}]+$/u;
const joinedWords = /^[\p{L}\p{M}]+(?:[-/][\p{L}\p{M}]+)+$/u;

/** Settings, files and tools that an engineer knows of: a step may name them. */
const knownThing =
  /^[\p{L}_]+(?:\.[\p{L}_]+){2,}$|^\p{L}+\d\p{L}+$|^\/(?:etc|proc|sys|var\/log)\/|^[\p{L}_]+$|\.(?:cfg|cnf|conf|ini|json|log|service|sh|socket|timer|toml|xml|ya?ml)$/iu;
/** Settings that explain what many programs say. */
const knownSetting =
  /^(?:max|min|pg|innodb|net|vm|fs|kernel|shared|work|wal|tcp|keepalive|ulimit|memory|cpu|heap)_\p{L}+/iu;

/** The last or first part of a name of a program or a machine. */
const kindsOfParty =
  "api|app|backend|broker|bucket|cache|cluster|container|cron|daemon|database|datenbank|db|deployment|dienst|frontend|gateway|host|job|microservice|namespace|node|pod|prod|production|proxy|queue|replica|server|serveur|service|servicio|serviço|servizio|servidor|sidecar|staging|svc|table|topic|web|worker";
const kindOfParty = new RegExp(`^(?:${kindsOfParty})s?$`, "i");
const namedParty = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(\\p{sc=Latin}{3,24}) (${kindsOfParty})s?(?![\\p{L}\\p{N}_-])`,
  "giu",
);
/** Kinds before which a word that nobody knows is a name. */
const kindOfService = /^(?:api|dienst|microservice|service|servicio|serviço|servizio)$/i;
/** Words before such a kind that describe it, or do something to it. */
const describing =
  /(?:ed|ing|ent|ant|al|ic|ive|ary|ory|ous|ble|er|ly|less|ful|est|isch\p{L}*|lich\p{L}*|[eo]nen)$|^(?:re\p{L}{4,}|(?:bad|core|dead|each|entire|find|five|main|new|old|public|remote|scale|several|six|slow|web|whole)s?)$/iu;
/** What services are called that everybody has, and programs that everybody runs. Nobody is to read of one that no line names. */
const services =
  /^(?:billing|payments?|shipping|pricing|bookings?|messaging|invoic\p{L}*|banking|inventory|catalogue?|checkout|carts?|auth|authentication|login|emails?|mail|notifications?|recommendations?|identity|sessions?|analytics|reporting|customers?|orders?|users?|accounts?|products?|search)$/iu;
const programs =
  /^(?:kafka|redis|valkey|memcached|postgres\w*|mysql|mariadb|mongo\w*|oracle|nginx|apache|haproxy|envoy|istio|traefik|rabbitmq|activemq|elasticsearch|opensearch|cassandra|zookeeper|etcd|consul|vault|keycloak|jenkins|prometheus|grafana|clickhouse|dynamodb|rds|aws|azure|gcp|cloudflare|akamai|kubelet|coredns|ceph|minio|nfs|ldap|kerberos|tomcat|spring|django|celery|airflow|logstash|kibana|vmware|openstack|cloudfront|lambda|s3|ec2)$/i;

/** Errors of the system, and the words for them. */
const errors: Readonly<Record<string, string>> = {
  ...{ econnrefused: "connection refused", econnreset: "connection reset", etimedout: "timed out" },
  ...{ enospc: "no space left", eacces: "permission denied", eperm: "operation not permitted" },
  ...{ enoent: "no such file", ehostunreach: "no route to host", enomem: "cannot allocate memory" },
  ...{ emfile: "too many open files", eaddrinuse: "address already in use", epipe: "broken pipe" },
  ...{ nxdomain: "no such host", sigkill: "killed", sigsegv: "segmentation fault", oomkill: "out of memory" },
};

/**
 * @param text without quotes, placeholders, times and quantities
 * @param commands of a step, in which no sentence is
 */
export function namesIn(text: string, isStep: boolean, commands: readonly string[] = []): ClaimedNames {
  const identifiers: string[] = [];
  const unlikely: string[] = [];
  const inCommands = commands
    .flatMap((command) => command.match(tokens) ?? [])
    .filter((each) => /[\d.-]/.test(each));
  for (const token of [...(text.match(tokens) ?? []), ...inCommands]) {
    if (notation.test(token) || abbreviation.test(token) || usualPath.test(token)) continue;
    // A missing blank behind a sentence.
    const parts = /^\p{L}+\.\p{Lu}\p{Ll}+$/u.test(token) ? token.split(".") : [token];
    for (const part of parts) {
      if (words.test(part)) {
        if (programs.test(part)) unlikely.push(part);
        else if (isCode(part)) identifiers.push(part);
      } else if (!joinedWords.test(part)) {
        if (!knownSetting.test(part) && !(isStep && knownThing.test(part))) identifiers.push(part);
      } else if (part.split(/[-/]/).some((each) => kindOfParty.test(each) || programs.test(each)))
        unlikely.push(part);
    }
  }
  for (const [whole, name = "", kind = ""] of text.matchAll(namedParty)) {
    const isName = kindOfService.test(kind) && !describing.test(name) && !isCommon(name);
    if (services.test(name) || isName) unlikely.push(whole);
  }
  return { identifiers, unlikely };
}

const comparedLetters = 5;

/** The words of a text in the form in which names are looked up. */
export class NamedWords {
  readonly text: string;
  private readonly stems: ReadonlySet<string>;

  constructor(texts: readonly string[]) {
    this.text = ` ${quotable(texts.map((text) => `${text}\n${apart(text)}`).join("\n"))} `;
    this.stems = new Set(wordsOf(this.text).map(({ stem }) => stem));
  }

  /** Whether a text stands here, by itself or as the beginning of a longer name: `db-1` of `db-1.example.com`. */
  holds(text: string): boolean {
    const known = errors[text.toLowerCase()];
    return [text, apart(text), known ?? text].some((each) => this.text.includes(` ${quotable(each)} `));
  }

  /** Whether all words of a name stand here, or are ordinary. */
  holdsWordsOf(name: string): boolean {
    if (this.holds(name)) return true;
    return name
      .split(/[-/ ]/)
      .every((part) => this.holdsWord(part) || (isCommon(part) && !services.test(part)));
  }

  private holdsWord(word: string): boolean {
    return wordsOf(word).every(({ stem }) => this.hasStem(stem) || this.hasStem(stem.replace(/s$/, "")));
  }

  private hasStem(stem: string): boolean {
    if (this.stems.has(stem)) return true;
    // `MySQL` is mysqld.
    const beginning = stem.slice(0, comparedLetters);
    return beginning.length === comparedLetters && [...this.stems].some((each) => each.startsWith(beginning));
  }

  /** Whether some word of a text that says something stands here. */
  sharesWords(text: string): boolean {
    return wordsOf(quotable(text)).some(
      ({ stem }) => isWord(stem) && !joiningWords.has(stem) && this.stems.has(stem),
    );
  }
}

/** Two letters of the Latin script are none that says anything. */
function isWord(stem: string): boolean {
  return stem.length > 2 || (stem.length > 1 && /\P{sc=Latin}/u.test(stem));
}

/** `ConnectionPool` as `Connection Pool`. */
function apart(text: string): string {
  return text.replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, " ");
}

/** Whether a word is a code or a name of a program's making, such as NullPointerException. */
function isCode(word: string): boolean {
  const isCamel = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}/u.test(word);
  return isCamel || (/^\p{Lu}{6,}$/u.test(word) && !isCommon(word));
}

function isCommon(word: string): boolean {
  return (
    kindOfParty.test(word) ||
    wordsOf(word).every(({ stem }) => commonWords.has(stem) || commonWords.has(stem.replace(/s$/, "")))
  );
}
