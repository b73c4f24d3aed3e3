import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import {
  hospitalOutage,
  outageSeeds,
  quietHospital,
  quietSeeds,
} from "../../../bench/outages-of-a-hospital/hospital.ts";
import type { LogLine } from "../../../bench/outages-of-a-hospital/model.ts";
import { outageKinds } from "../../../bench/outages-of-a-hospital/outages/kinds.ts";
import { isFull } from "../../support/full-run.ts";

/** The first twelve hexadecimal digits of the SHA-256 of each seed, in order from 1. */
const frozen: Readonly<Record<string, string>> = {
  "disk full":
    "74c8bf603ff0 a08d20d94755 0add1861c87d f540325fda10 b05141b47178 3becb50238fc 4b076ab1f1c3 ec36c92a0881 019a17f6c580 49e49d940416",
  "lost host":
    "3ab5d2fde190 d3af13e88498 d3302f8c6e67 2ee5bac56e26 519760936ac4 5f6403f0e2e9 cdfff86fb971 ed5c9af5d9d5 b6cd5d97cae0 0a313f8949fc",
  "bad deploy":
    "59b5ca1ce8dc 6dba9b37dbb6 cde44673a28b 72fc01804394 1e187b1809ca 945384c15181 f037cf4c41e6 259a1ee1ea33 5bdaf2ff7ef3 776d88035ee6",
  "expired certificate":
    "13a6bbe38053 9f28a3600ecf 1428074cbc6e 9f99eb9e4a0b 7473d2cb5eda 108544f255df 9cb3e3af0d65 4d53fd31a248 bc1f75ab3373 3d19ed42f656",
  dns: "e96f225d778b 521da071861c 2a77f77b0ac1 c648b90af692 4f31954b0216 5ade6640d9d8 5461d89b2ea6 70a02b2119f6 7c5f9a2f794f f724312d02a7",
  "pool exhausted":
    "538a4b9a3131 490009fee5b5 ce3298516e9f f9dd22557877 429230b6ffc8 56965b7092b6 98a88d41dda9 2c1c0ae0f076 485291d701ae 2a304e505164",
  "slow dependency":
    "d447c3d3640f 3d3663b2a5a7 0b1d288dc9a2 306b4d2e64b3 135419f1a298 26f01330e50a 8404880ae51d ced8e1904a0a 79aba9230a29 fdd8d172264f",
  "crash loop":
    "340428bb854f 88e008081322 6c1b00f2300c 7fda91c7dfcb 62d547cac869 94b71729d685 201d3978ffb7 b570b3f22098 c3a2cc53fac4 bf4a2e325bc9",
  "silent death":
    "52384774e6c4 55bc3ad702bd c1ab958ba7c2 a9837c07b6fd ba0b1e336c14 438a89d7ea73 593937434209 70b5c62288c6 1d3801df9e1b a4ad38274d65",
  "network split":
    "0c94f76ac92a 1d1bca950878 7a274559c4f7 8b0cb820fbfd 8b385289fde0 dcf07b19515b fd9cce2d5632 6c8a16a8dc78 ce81d7e227ca 673ef954c5cf",
  "memory leak":
    "71554fb41ef3 d6af1e926937 9ea6067c304a 048730f626dd 45a8cb97a27f 73a2ce4351cb 1db40f779b86 423fd1dbf71d 2bb3fbddc4d7 15fe42460e49",
  "two at once":
    "2cebf4ba6e86 13c7296c4753 9f0945ce8f71 dcd1dda54d7f 5f78e09c6c98 21e0265ab259 ba7a53215c01 dc1dc8808550 b3c77410cf79 211084e0c94d",
  quiet:
    "d4de47e4157d 8c6e10a288bc 6a6a9bc6b602 f0b415326d60 763daeb558e5 4fa0bd62ad1d 6107361f1ab4 17d3be22abd7 d5efc618e8ab 797c2847da2b acac9e357f83 edd30f5afc95",
};

function checksum(lines: readonly LogLine[], label?: unknown): string {
  const hash = createHash("sha256").update(JSON.stringify(label) ?? "");
  for (const { time, host, source, raw } of lines) hash.update(`\n${time}\t${host}\t${source}\t${raw}`);
  return hash.digest("hex").slice(0, 12);
}

/** The seeds that are tried: all at full size, else one that differs from kind to kind. */
function triedSeeds(seeds: number, index: number): number[] {
  return isFull ? Array.from({ length: seeds }, (_, seed) => seed + 1) : [(index % seeds) + 1];
}

test.each(outageKinds.map((kind, index) => ({ kind, seeds: triedSeeds(outageSeeds, index) })))(
  "outages of the kind $kind are those that were measured",
  ({ kind, seeds }) => {
    const known = frozen[kind]?.split(" ") ?? [];
    expect(known).toHaveLength(outageSeeds);
    for (const seed of seeds) {
      const { lines, label } = hospitalOutage(kind, seed);
      expect(checksum(lines, label), `seed ${seed}`).toBe(known[seed - 1]);
    }
  },
);

test("quiet hours are those that were measured", () => {
  const known = frozen.quiet?.split(" ") ?? [];
  expect(known).toHaveLength(quietSeeds);
  for (const seed of triedSeeds(quietSeeds, 2)) expect(checksum(quietHospital(seed))).toBe(known[seed - 1]);
});
