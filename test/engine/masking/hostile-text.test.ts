import { describe, expect, test } from "vitest";
import { hostNameDetectors } from "../../../src/engine/masking/host-names.ts";
import { detectors, findSensitive } from "../../../src/engine/masking/masking.ts";
import { pathDetectors } from "../../../src/engine/masking/paths.ts";
import { RedactionPass } from "../../../src/engine/masking/redaction-pass.ts";
import { isFull } from "../../support/full-run.ts";
import { nearMatches } from "./near-matches.ts";

/** Processor time in milliseconds, the better of two, for machines have other things to do. */
function timeOf(work: () => void): number {
  const times = [0, 1].map(() => {
    const start = process.cpuUsage();
    work();
    return process.cpuUsage(start).user / 1_000;
  });
  return Math.min(...times);
}

const filled = (part: string, length: number) => part.repeat(Math.ceil(length / part.length));

/**
 * Eight times the text may take eight times the time; a pattern that reads a text over and over would take 64 times.
 * The bound lies between.
 */
describe("a detector's time grows with the text and not with its square", () => {
  const all = [...detectors, ...hostNameDetectors, ...pathDetectors];
  test.each(all.map((detector) => [detector.name, detector] as const))("%s", (_, detector) => {
    for (const part of nearMatches(detector.pattern).filter((_, at) => isFull || at % 3 === 0)) {
      const time = (length: number) => {
        const text = filled(part, length);
        return timeOf(() => new RedactionPass(text).search(detector));
      };
      const small = time(4_000);
      const large = time(32_000);
      expect(large, `${JSON.stringify(part.slice(0, 60))} over and over`).toBeLessThan(
        Math.max(small, 1) * 24,
      );
    }
  });
});

/** What begins, fills or almost ends a value of more than one kind. */
const parts = (
  'password|password=|password="|token:|--token |a|a.|a@|a@b.|a%40|%40|%3D|1|1.|1.1.|10.0.0.1 |10.0.0.|4111 |4111-|http://|' +
  "http://a:|http%3A%2F%2F|user=|user |for user |user=a%20b%20|user a\\|login as |uid=1(|by |MAC=|aa:|aaaa.|" +
  "a:|::|%3A|DE89 |+1 |(|(555) |555-|phone=1 |123-|authorization%3A|Bearer a|session_id=a|key=aB1|k_|k.|a b |[|[a |" +
  "<|<SECRET>|<IP:1>|~|\\|\\n|\\u0022|&quot;|%20| |\t|x=y |$|'|\"|,|-----BEGIN PRIVATE KEY-----|eyJaaaaaaaa.|curl -u |" +
  "mysql -p|password is |</|<password>|é|\ud83d|\u0000"
).split("|");

describe("the time of all detectors together does so as well", () => {
  test.each(parts)("%j over and over", (part) => {
    const time = (length: number) => {
      const text = filled(part, length);
      return timeOf(() => findSensitive(text));
    };
    time(2_000);
    expect(time(100_000)).toBeLessThan(Math.max(time(5_000), 2) * 150);
  });
});
