import type { Draw, Values } from "./style.ts";

const hexadecimal = "0123456789abcdef";

/** Hexadecimal digits. */
export function digits(draw: Draw, count: number): string {
  return Array.from({ length: count }, () => hexadecimal[draw.integer(0, 15)]).join("");
}

const two = (number: number) => String(number).padStart(2, "0");

/** Holes that any style may use. */
export const commonValues: Readonly<Record<string, Values>> = {
  digit: (draw) => String(draw.integer(0, 9)),
  n: (draw) => String(draw.integer(0, draw.oneOf([20, 400, 9_000]))),
  large: (draw) => String(draw.integer(1_000, 90_000_000)),
  float: (draw) => `${draw.integer(0, 90)}.${two(draw.integer(0, 99))}`,
  port: (draw) => String(draw.oneOf([443, 80, 5222, draw.integer(1_024, 65_000)])),
  highPort: (draw) => String(draw.integer(30_000, 65_000)),
  ip: (draw) => `${draw.oneOf(["192.0.2", "198.51.100", "203.0.113"])}.${draw.integer(1, 254)}`,
  ip6: (draw) => `2001:db8::${digits(draw, 4)}:${draw.integer(1, 99)}`,
  mac: (draw) => Array.from({ length: 6 }, () => digits(draw, 2)).join(":"),
  hex: (draw) => `0x${digits(draw, draw.oneOf([8, 4, 12]))}`,
  token: (draw) => digits(draw, draw.oneOf([7, 6])),
  id: (draw) => digits(draw, 12),
  uuid: (draw) => [8, 4, 4, 4, 12].map((count) => digits(draw, count)).join("-"),
  truth: ["false", "true"],
  pid: (draw) => String(draw.integer(100, 32_000)),
  clock: (draw) => [23, 59, 59].map((most) => two(draw.integer(0, most))).join(":"),
  millis: (draw) => String(draw.integer(0, 999)).padStart(3, "0"),
  day: (draw) => two(draw.integer(1, 28)),
  name: "alice bob carol dave erin frank grace heidi ivan judy mallory niaj olivia peggy rupert sybil".split(
    " ",
  ),
  path: (draw) =>
    `/${draw.oneOf(["var", "opt", "srv", "home"])}/${draw.oneOf(["lib", "data", "spool", "cache"])}/${digits(draw, 4)}.${draw.oneOf(["dat", "tmp", "xml"])}`,
  weekday: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
  month: "January February March April May June July August September October November December".split(" "),
};
