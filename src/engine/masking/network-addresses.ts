import { type Detector, type Range, valueStart, whole } from "./detector.ts";

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
/** Some providers write `082` for 82. */
const paddedOctet = `(?:0\\d{1,2}|${octet})`;
const ipv4 = `${octet}(?:\\.${octet}){3}`;
const hex = "[0-9A-Fa-f]";
const colon = "(?::|%3[Aa])";

/** Four numbers behind one of these words are a version or a section. */
const versionBefore =
  /(?:(?:version|\bver|release|revision|\brev|build|firmware|\bfw|driver|bios|section|chapter|clause|appendix|patch|upgrade|update|\boid|engine|runtime|\bsdk|client library)s?(?:%22)?\\{0,2}["']?\s{0,3}(?:[:=]>?|%3[AD])?\s{0,3}\\{0,2}(?:%22)?["'(]?v?|\bv\.? ?|(?:upgrad|updat|downgrad|bump)\w{1,5}\s(?:\S{1,30}\s){0,2}(?:from|to)\s["']?v?|[A-Za-z]\.)$/i;
/** The second version in `from 2.1.0.3 to 2.1.0.4`. */
const versionChange = /(?:upgrad|updat|downgrad|bump)\w{1,5}\s[^\n]{0,24}\sfrom\s\S{1,20}\s(?:to|->)\s$/i;
const fileEnding = /^\.(?:jar|war|tar|t?gz|zip|rpm|deb|so|dll|exe|msi|whl|gem|el\d)/i;

/** Addresses that identify no machine: loopback, unspecified, broadcast, and network masks. */
function identifiesNoMachine(address: string): boolean {
  return /^(?:0\.0\.0\.0$|127\.|255\.)/.test(address);
}

function ipv4In(candidate: string, before: string, after: string): Range | undefined {
  if (
    identifiesNoMachine(candidate) ||
    versionBefore.test(before) ||
    versionChange.test(before) ||
    fileEnding.test(after)
  )
    return undefined;
  const isSmall = /^\d\./.test(candidate);
  // `nginx/1.2.3.4` and `tool-1.2.3.4`, but not `namenode/10.0.0.1:8020`.
  if (isSmall && /[\p{L}\d][/_-]$/u.test(before) && !after.startsWith(":")) return undefined;
  if (isSmall && candidate.endsWith(".0.0.0") && !after.startsWith("/")) return undefined;
  return whole(candidate);
}

/** Leaves out what only looks like an address: times, class names (`Face::Add1`), identifiers of 8 bytes. */
function ipv6In(candidate: string): Range | undefined {
  // A single colon at the end belongs to the sentence.
  const cut = candidate.replace(new RegExp(`(?<!${colon})${colon}$`), "");
  const address = cut.replace(/%3A/gi, ":");
  const halves = address.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1);
  const mapped = last?.includes(".") === true;
  const size = groups.length + (mapped ? 1 : 0);
  if (groups.includes("") || (halves.length === 2 ? size > 7 : size !== 8)) return undefined;
  if (mapped) return identifiesNoMachine(last) ? undefined : { start: 0, end: cut.length };
  // Class names have mixed case.
  if (/[a-f]/.test(address) && /[A-F]/.test(address)) return undefined;
  const isAddress = groups.some((group) => group.length > 2) && (/\d/.test(address) || groups.length > 2);
  return isAddress ? { start: 0, end: cut.length } : undefined;
}

/** Leaves out all zeros, all ones, and numbers that are joined by hyphens. */
function macIn(candidate: string): Range | undefined {
  const digits = candidate.replace(/%3A|[:.-]/gi, "");
  if (/^(?:0+|f+)$/i.test(digits)) return undefined;
  if (candidate.includes("-") && /^\d+$/.test(digits)) return undefined;
  if (candidate.includes(".") && !(/\d/.test(digits) && /[a-f]/i.test(digits))) return undefined;
  return whole(candidate);
}

export const networkDetectors: readonly Detector[] = [
  {
    // The kernel prints both addresses and the type of a frame as one value.
    name: "frame header",
    kind: "MAC",
    hints: ["mac="],
    pattern: new RegExp(`(?<kept>\\bMAC=)(?:${hex}{2}:){13}${hex}{2}(?![\\w:])`, "g"),
  },
  {
    name: "MAC address",
    kind: "MAC",
    hints: [":", "-", "%0a"],
    needs: /(?:([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){3})|%3a/i,
    pattern: new RegExp(
      `${valueStart}(?<![:.-])${hex}{2}(?:(?:${colon}${hex}{2}){5}|(?:-${hex}{2}){5})(?![\\p{L}\\p{N}_]|${colon}${hex}|-${hex})`,
      "gu",
    ),
    narrow: macIn,
  },
  {
    name: "MAC address with dots",
    kind: "MAC",
    hints: ["."],
    needs: /\.[0-9a-f]{4}\.[0-9a-f]{4}/i,
    pattern: new RegExp(
      `${valueStart}(?<![:.-])(?:${hex}{4}\\.){2}${hex}{4}(?![\\p{L}\\p{N}_:-]|\\.\\w)`,
      "gu",
    ),
    narrow: macIn,
  },
  {
    name: "MAC address without signs by its key",
    kind: "MAC",
    hints: ["mac", "bssid", "hwaddr", "station"],
    pattern: new RegExp(
      `(?<kept>(?<![A-Za-z0-9])(?:(?:src|dst|client|sta|source|dest(?:ination)?|peer|device|wifi|bt|ap)?[_ -]?mac(?:[_ -]?addr(?:ess)?)?|bssid|hwaddr|(?:calling|called)[_-]station[_-]id)\\\\{0,8}["']?\\s{0,2}[=: ]\\s{0,2}\\\\{0,8}["']?)(?:${hex}{12}|(?:${hex}{4}\\.){2}${hex}{4})(?![\\w.:-])`,
      "gi",
    ),
    narrow: (candidate) => (/^(.)\1+$/.test(candidate.replaceAll(".", "")) ? undefined : whole(candidate)),
  },
  {
    name: "IPv6 address",
    kind: "IP",
    hints: [":", "%0a"],
    needs: /::|:[0-9a-f]{1,4}:[0-9a-f]{1,4}:[0-9a-f]{1,4}:|%3a/i,
    pattern: new RegExp(
      `${valueStart}(?<![:.])(?:${hex}{0,4}${colon}){2,8}(?:${ipv4}|${hex}{1,4})?(?:(?![\\p{L}\\p{N}_:]|\\.\\d|<SECRET>)|(?=:\\d{5}(?![\\p{L}\\p{N}:])))`,
      "gu",
    ),
    narrow: ipv6In,
  },
  {
    name: "IPv4 address",
    kind: "IP",
    hints: [".0.0", ".00.", ".000"],
    needs: /\d\.\d{1,3}\.\d{1,3}\.\d/,
    // tcpdump puts a dot before the port.
    pattern: new RegExp(
      `(?=\\d{1,3}\\.\\d)${valueStart}(?<!\\d\\.)${ipv4}(?=\\.\\d{1,5}(?: >|: )|(?![\\p{L}\\p{N}_]|\\.\\d|-[A-Za-z]))`,
      "gu",
    ),
    narrow: ipv4In,
  },
  {
    name: "IPv4 address in a host name",
    kind: "IP",
    hints: ["ip-0"],
    pattern: new RegExp(`(?<kept>\\bip-)${octet}(?:-${octet}){3}(?![\\w-])`, "g"),
  },
  {
    // Providers name customers' lines by address: `host-203-0-113-7.isp.example`.
    name: "IPv4 address in the name of a customer's line",
    kind: "IP",
    hints: ["-0-0", "-00-", "-000"],
    needs: /\d-\d{1,3}-\d{1,3}-\d{1,3}[.-][A-Za-z]/,
    pattern: new RegExp(
      `(?<![0-9_.]|\\d-)${paddedOctet}(?:-${paddedOctet}){3}(?=(?:[.-][A-Za-z][\\w-]{0,40}){0,3}(?:\\.[A-Za-z][\\w-]{0,40}){1,4}(?![\\w-]))`,
      "g",
    ),
    // Short numbers behind a letter are a version: `app1-2-3-4.example`.
    narrow: (candidate, before, after) =>
      (/[A-Za-z]$/.test(before) && candidate.length < 11) ||
      identifiesNoMachine(candidate.replaceAll("-", ".")) ||
      fileEnding.test(after)
        ? undefined
        : whole(candidate),
  },
];
