import { BlockList, isIP, isIPv4 } from "node:net";

/** `unusable`: no service has such an address, but some systems treat it as the machine itself. */
export type AddressKind = "public" | "loopback" | "private" | "unusable";

const loopback = listOf(["127.0.0.0/8", "::1/128"]);
const privateOnes = listOf([
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  // Carrier-grade NAT.
  "100.64.0.0/10",
  // Link-local; clouds hand out their machines' credentials at 169.254.169.254.
  "169.254.0.0/16",
  "fe80::/10",
  // Site-local: deprecated, but old networks still use it.
  "fec0::/10",
  // Unique local.
  "fc00::/7",
  // Benchmarks between internal networks.
  "198.18.0.0/15",
]);
const unusable = listOf([
  "0.0.0.0/8",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "::/128",
  "100::/64",
  "2001:db8::/32",
  "ff00::/8",
]);

/** The kind of an IPv4 or IPv6 address without brackets; `unusable` for any other text. */
export function kindOfAddress(address: string): AddressKind {
  const bare = address.replace(/%.*$/, "");
  if (isIP(bare) === 0) return "unusable";
  const plain = isIPv4(bare) ? bare : (carriedAddress(bare) ?? bare);
  const family = isIPv4(plain) ? "ipv4" : "ipv6";
  if (loopback.check(plain, family)) return "loopback";
  if (privateOnes.check(plain, family)) return "private";
  return unusable.check(plain, family) ? "unusable" : "public";
}

const carriers = listOf(["::ffff:0:0/96", "64:ff9b::/96", "::/96"]);
const sixToFour = listOf(["2002::/16"]);

/** The IPv4 address inside an IPv6 address: mapped, translated (NAT64) or tunnelled (6to4). */
function carriedAddress(address: string): string | undefined {
  if (address === "::" || address === "::1") return undefined;
  const groups = groupsOf(address);
  if (carriers.check(address, "ipv6")) return dotted(groups[6] as number, groups[7] as number);
  if (sixToFour.check(address, "ipv6")) return dotted(groups[1] as number, groups[2] as number);
  return undefined;
}

/** The eight numbers of an IPv6 address, however it is written: URLs have them in one form. */
function groupsOf(address: string): number[] {
  const [before = "", after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const numbers = (text: string) => (text === "" ? [] : text.split(":").map((group) => parseInt(group, 16)));
  const [left, right] = [numbers(before), numbers(after ?? "")];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", length] = network.split("/");
    list.addSubnet(address, Number(length), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}
