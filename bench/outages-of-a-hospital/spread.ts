import { dependencies, hostsOf } from "./estate.ts";
import type { Journal } from "./journal.ts";
import type { Host, Level, Mode } from "./model.ts";
import type { RandomStream } from "./random.ts";
import { systemNamed } from "./systems/systems.ts";

/** A system that does not serve its callers as it should. */
export interface Trouble {
  readonly system: string;
  /** The hosts that callers name; all of the system where none are given. */
  readonly hosts?: readonly Host[];
  readonly mode: Mode;
  /** Epoch seconds. */
  readonly from: number;
  readonly to: number;
  /** The part of calls that go wrong, above 0, at most 1. */
  readonly share: number;
  /** Whether callers name what they could not reach. */
  readonly named: boolean;
  readonly fault: number;
  /** Where only callers in one server room notice, and only of hosts in the other. */
  readonly seenFrom?: "north" | "south";
}

/** What the callers of a caller see while it waits for, or misses, what it calls. */
const onwards: Readonly<Record<Mode, Mode>> = {
  refused: "failing",
  timeout: "slow",
  slow: "slow",
  failing: "failing",
  unresolved: "failing",
  untrusted: "failing",
};

/** Seconds that a caller waits at most before it complains, beside the delay of its call. */
const patience: Readonly<Partial<Record<Mode, number>>> = { timeout: 20, slow: 12 };

interface Complaint {
  readonly level: Level;
  readonly head: string;
  readonly text: string;
}

function complaintsOf(caller: string, callee: string, mode: Mode, named: boolean): Complaint[] {
  const rows = systemNamed(caller).complaints.map((row) => {
    const [rowMode, about, level, head = "", ...text] = row.split(" | ");
    return { rowMode, about, level: level as Level, head, text: text.join(" | ") };
  });
  const said = rows.filter((row) => row.rowMode === mode && (named || !/\{peer/.test(row.text)));
  const about = said.filter((row) => row.about === callee);
  return about.length > 0 ? about : said.filter((row) => row.about === "*");
}

/** Seconds that callers need to work again after what they call does. */
const tail = 25;

/**
 * Writes what the callers of a system in trouble say, those that cannot do without it then being in trouble themselves:
 * each system complains about the first trouble that reaches it, three calls deep at most.
 */
export function spread(journal: Journal, random: RandomStream, origin: Trouble): void {
  const reached = new Set([origin.system]);
  let wave: readonly Trouble[] = [origin];
  for (let depth = 1; depth <= 3 && wave.length > 0; depth++) {
    const next: Trouble[] = [];
    for (const trouble of [...wave].sort((first, second) => first.from - second.from)) {
      for (const call of dependencies.filter(({ callee }) => callee === trouble.system)) {
        if (reached.has(call.caller)) continue;
        const stream = random.fork(`${trouble.system}>${call.caller}`);
        const waited = stream.between(0.3, 1) * (patience[trouble.mode] ?? 0);
        const from = trouble.from + stream.around(call.delay) + waited;
        const complaints = complaintsOf(call.caller, call.callee, trouble.mode, trouble.named);
        if (from >= trouble.to || complaints.length === 0) continue;
        reached.add(call.caller);
        const perMinute = stream.around(call.rate) * trouble.share;
        complain(journal, stream, trouble, call.caller, complaints, perMinute, from);
        if (!call.hard) continue;
        journal.thin(call.caller, 1 - 0.7 * trouble.share, from, trouble.to + tail);
        next.push({
          system: call.caller,
          mode: onwards[trouble.mode],
          from: from + stream.around(12),
          to: trouble.to + tail,
          share: trouble.share * stream.between(0.5, 0.8),
          named: true,
          fault: trouble.fault,
        });
      }
    }
    wave = next;
  }
}

function complain(
  journal: Journal,
  random: RandomStream,
  trouble: Trouble,
  caller: string,
  complaints: readonly Complaint[],
  perMinute: number,
  from: number,
): void {
  const callee = systemNamed(trouble.system);
  const { seenFrom } = trouble;
  const peers = (trouble.hosts ?? hostsOf(trouble.system)).filter(({ room }) => room !== seenFrom);
  const speakers = hostsOf(caller).filter(({ room }) => seenFrom === undefined || room === seenFrom);
  if (peers.length === 0) return;
  for (const [index, host] of speakers.entries()) {
    let time = index === 0 ? from : from + random.gap(perMinute) * 60;
    const end = trouble.to + random.between(0, tail);
    for (; time < end; time += random.gap(perMinute) * 60) {
      const { level, head, text } = random.pick(complaints);
      const peer = random.pick(peers);
      journal.write(time, host, level, head, text, trouble.fault, {
        peer: peer.name,
        "peer.address": peer.address,
        "peer.fqdn": `${peer.name}.clinic.example`,
        "peer.alias": callee.aliases[0] as string,
        "peer.port": String(callee.port),
      });
    }
  }
}
