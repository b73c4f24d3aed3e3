import type { Random } from "../../outages/random.ts";
import { common } from "./clock.ts";

const stations = [
  "Northgate",
  "Elmfield",
  "Harbour East",
  "Old Mill",
  "Kingsport",
  "Wesley Park",
  "Tarn Hill",
];
const people = ["aoife", "benoit", "chidi", "dagny", "emre", "farah", "goran", "hana", "ines", "jonas"];
const words = ["vintage", "kitchen", "cycling", "garden", "footwear", "decor", "XTS", "de-AT"];
const colours: Readonly<Record<string, string>> = { 2: "32", 3: "36", 4: "33", 5: "31" };

/** A text with its slots filled, each by chance where no value is given for it. */
export function fill(
  text: string,
  random: Random,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => {
    const value = values[name];
    return value === undefined ? (chanceValue(name, random) ?? slot) : String(value);
  });
}

/** What a line about a request can have: `ms` is what it has taken so far. */
export function requestSlots(
  {
    at,
    method,
    path,
    status,
    ms,
    client,
  }: { at: number; method: string; path: string; status: number; ms: number; client: string },
  random: Random,
): Record<string, string | number> {
  const clf = common(at);
  const colour = colours[String(status).charAt(0)];
  return {
    ...{ method, path, status, client, clf },
    ms: Math.round(ms),
    took: took(ms),
    access: `${client} - - [${clf}] "${method} ${path} HTTP/1.1" ${status} ${random.int(90, 9_000)} "-" "python-requests/2.28.1" ${(ms / 1_000).toFixed(3)}`,
    morgan: `\u001b[0m${method} ${path} \u001b[${colour}m${status} \u001b[0m${ms.toFixed(3)} ms - ${random.int(20, 2_000)}\u001b[0m`,
  };
}

export function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.hex(length)).join("-");
}

export function person(random: Random): string {
  return `${random.pick(people)}${random.int(1, 400)}`;
}

function chanceValue(name: string, random: Random): string | undefined {
  switch (name) {
    case "id":
      return uuid(random);
    case "user":
      return person(random);
    case "station":
      return random.pick(stations);
    case "train":
      return `${random.pick(["G", "D", "Z", "K"])}${random.int(1_000, 1_400)}`;
    case "date":
      return `2026-0${random.int(3, 9)}-1${random.int(0, 9)}`;
    case "digit":
      return String(random.int(1, 9));
    case "n":
      return String(random.int(10, 99));
    case "number":
      return String(random.int(1_000, 65_000));
    case "byte":
      return String(random.int(2, 254));
    case "hex":
      return random.hex(24);
    case "product":
      return random.letters(10, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789");
    case "word":
      return random.pick(words);
    default:
      return undefined;
  }
}

/** As Go writes a duration. */
function took(ms: number): string {
  if (ms < 1) return `${(ms * 1_000).toFixed(3)}µs`;
  return ms < 1_000 ? `${ms.toFixed(6)}ms` : `${(ms / 1_000).toFixed(9)}s`;
}
