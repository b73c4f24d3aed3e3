import { durationIn } from "./duration.ts";

/** Words of a line whose writer is let down by somebody else. */
const outward =
  /\b(?:connect(?:ion|ions|ing|ed)?|refused|timed? ?out|timeout|unreachable|upstream|backend|unavailable|no route|resolv(?:e|ing)|lookup|no such host|name or service not known|deadline|circuit|retr(?:y|ies|ying)|broken pipe|reset by peer|econn\w+|etimedout|enotfound|eai_again|ehostunreach|bad gateway|gateway|50[234]|eof|health ?check|probe|peer|slow|wait(?:ing|s|ed)?|(?:no|not|without|did not) (?:an? )?(?:answer\w*|respon\w+|reply|acknowledg\w+)|not confirmed|(?:took|taking) (?:longer|more than|over)|late|certificate\w*|x509|tls|ssl)\b/i;
/** Words of a line that tells of its writer's own fault, although it may speak of connections. */
const inward =
  /\b(?:too many (?:connections|clients)|connection slots|max(?:imum)? (?:number of )?(?:clients|connections)|connection limit|handshake error from|remote error: tls|bad certificate|alert certificate|(?:key|trust)store|no space left|disk (?:is )?full|out of memory|outofmemory\w*|heap space|oom|leak(?:s|ed|ing)?|panic|segfault|core dumped|killed process|exited|crash\w*|read-only|i\/o error|corrupt\w*|missing (?:setting|config\w*|key|env\w*)|undefined method|nullpointer\w*|cannot read propert\w+|typeerror|syntax error|no such (?:column|table)|unknown column|does not exist)\b/i;
/** A pool belongs to whoever borrows from it, whomever its connections lead to. */
const ownPool =
  /\bpool\b.{0,80}\b(?:exhausted|full|empty|depleted|limit|waiting|timed? ?out|no (?:free|idle|available))\b|\b(?:exhausted|full|waiting for|acquir\w+|obtain\w+|get)\b.{0,40}\bpool\b|\b(?:unable to (?:get|acquire|obtain)|acquiring|wait(?:ed|ing)\b.{0,20}\bfor) (?:a |an idle |a free )?(?:jdbc )?connection\b(?! to)|\b(\d{1,4}) of \1 (?:connections )?in use\b|\bno (?:free|idle|available) connections?\b/i;
const lookUp =
  /\b(?:lookup|getaddrinfo|enotfound|eai_again|unknownhost(?:exception)?|no such host|name or service not known|name resolution|(?:could not|cannot|failed to) resolve|host resolution|server misbehaving|servfail|nxdomain|resolver|resolving|unknown host|name server|dns|_resolve)\b/i;

/** Where in its own sources a program stood: `store/pool.go:57` is no pool. */
const sourceLocation = /[\w./-]+\.(?:go|py|js|mjs|ts|rb|java|kt|scala|cc|cpp|c|rs|php|cs):\d+/g;

/** Milliseconds: what takes so long waits for somebody. */
const long = 1_000;
/** How far lines tell of a fault of whoever wrote them: 0 to 1. */
const ofOthers = 0.1;
const ofNamed = 0.25;
const unknown = 0.35;
const own = 0.9;

export interface WhoseFault {
  /** 0 to 1: how far the lines tell of a fault of their writer, and not of others that it needs. */
  readonly local: number;
  /** Whether they say that a name could not be resolved: then those whom they name may be well. */
  readonly unresolved: boolean;
  /** Whether a pool of its own has run empty. */
  readonly pool: boolean;
}

/** What may be known beside the words of the lines. */
export interface KnownOfLines {
  /** The analyst knows the failure. */
  readonly known: boolean;
  /** They are failed requests, which whoever serves them may have from somebody else. */
  readonly requests: boolean;
  /** They surely name somebody else. */
  readonly namesOther: boolean;
}

/** Whose fault lines of one kind tell of, by the words of most of them. */
export function whoseFault(
  lines: readonly string[],
  { known, requests, namesOther }: KnownOfLines,
): WhoseFault {
  const texts = lines.map((text) => text.replace(sourceLocation, " "));
  const most = (matches: (text: string, at: number) => boolean): boolean =>
    texts.filter(matches).length * 2 > texts.length;
  const unresolved = most((text) => lookUp.test(text));
  const pool = most((text) => ownPool.test(text));
  if (pool) return { local: own, unresolved, pool };
  const areInward = texts.map((text) => inward.test(text));
  if (requests || most((text, at) => areInward[at] === false && outward.test(text)))
    return { local: ofOthers, unresolved, pool };
  const isInward = most((_, at) => areInward[at] === true);
  const takesLong = most((text, at) => areInward[at] === false && durationIn(text) >= long);
  if (!known && !isInward && takesLong) return { local: ofOthers, unresolved, pool };
  return {
    local: namesOther ? (isInward ? unknown : ofNamed) : known || isInward ? own : unknown,
    unresolved,
    pool,
  };
}
