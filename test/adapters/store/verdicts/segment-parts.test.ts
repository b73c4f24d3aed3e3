import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { appendFile, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { entryOf, lineOf, longestLine } from "../../../../src/adapters/store/verdicts/entry-line.ts";
import { LineScanner } from "../../../../src/adapters/store/verdicts/line-scanner.ts";
import { keyStart, SegmentIndex } from "../../../../src/adapters/store/verdicts/segment-index.ts";
import {
  bucketOf,
  newSegment,
  parseSegmentName,
} from "../../../../src/adapters/store/verdicts/segment-name.ts";
import { EntrySigner, longestPayload } from "../../../../src/adapters/store/verdicts/signed-entry.ts";
import { fc } from "../../../support/fast-check.ts";
import { start } from "./store-folder.ts";
import { keyOf, secret, verdictAt } from "./store-values.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-segment-parts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("lines of a file that grows", () => {
  const longest = 12;
  const piece = fc.oneof(fc.constantFrom("\n", "\n\n", "a\n", "ab"), fc.string({ maxLength: 30 }));

  test("are given once each, in order and at their place, however the file grows", async () => {
    let files = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const path = join(folder, `lines-${++files}`);
        writeFileSync(path, "");
        const scanner = new LineScanner(0, longest);
        const found: [string, number][] = [];
        for (const each of pieces) {
          await appendFile(path, each);
          const file = await open(path, "r");
          const { size } = await file.stat();
          await scanner.scan(file, size, (line, offset) => found.push([line.toString("hex"), offset]));
          await file.close();
        }
        const whole = Buffer.from(pieces.join(""));
        const expected: [string, number][] = [];
        let [tooLong, from] = [0, 0];
        for (let end = whole.indexOf(10); end >= 0; end = whole.indexOf(10, from)) {
          if (end + 1 - from > longest) tooLong++;
          else expected.push([whole.subarray(from, end).toString("hex"), from]);
          from = end + 1;
        }
        if (whole.length - from > longest) tooLong++;
        expect(found).toEqual(expected);
        expect(scanner.tooLong).toBe(tooLong);
        expect(scanner.torn).toBe(from < whole.length);
        expect(scanner.position).toBe(whole.length);
      }),
    );
  });
});

describe("an index", () => {
  test("finds every place of every key, before and after it was written, and of no other key", () => {
    const numbers = fc.array(fc.nat({ max: 50 }), { maxLength: 120 });
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        const place = (number: number, at: number) => ({
          key: keyOf(number),
          offset: at * 10,
          length: number,
        });
        const places = [...first, ...second].map(place);
        const half = SegmentIndex.build(places.slice(0, first.length), first.length * 10);
        const whole = SegmentIndex.build(places.slice(first.length), places.length * 10, half);
        const read = SegmentIndex.read(Buffer.from(whole.bytes)) as SegmentIndex;
        expect(read.covered).toBe(places.length * 10);
        for (let number = 0; number <= 55; number++) {
          const offsets = read.find(keyStart(keyOf(number))).map(({ offset }) => offset);
          const expected = places.filter(({ key }) => key === keyOf(number)).map(({ offset }) => offset);
          expect(offsets.sort((a, b) => a - b)).toEqual(expected);
        }
      }),
    );
  });
});

describe("an entry's line", () => {
  const signer = new EntrySigner(secret);

  test("says what was signed, and nothing longer than a line may be is signed", () => {
    const text = fc.string({ unit: "binary", maxLength: 240 }).filter((found) => found.length <= 240);
    fc.assert(
      fc.property(text, text, (rootCause, recommendedAction) => {
        const judgement = { ...verdictAt(start).judgement, rootCause, recommendedAction };
        const signed = signer.sign(keyOf("a"), verdictAt(start, { judgement }));
        if (signed === undefined) return;
        const line = Buffer.from(lineOf(signed));
        expect(line.length).toBeLessThanOrEqual(longestLine);
        expect(line.indexOf(10)).toBe(line.length - 1);
        const entry = entryOf(line.subarray(0, -1));
        expect(entry).toEqual(signed);
        expect(signer.open(signed)).toEqual(verdictAt(start, { judgement }));
      }),
    );
  });

  test("holds the longest texts a verdict may have, even where each character is an escape", () => {
    const worst = "\u0001".repeat(240);
    const judgement = { ...verdictAt(start).judgement, rootCause: worst, recommendedAction: worst };
    const signed = signer.sign(keyOf("a"), verdictAt(start, { judgement }));
    expect(Buffer.byteLength(signed?.payload ?? "")).toBeGreaterThan(2_880);
    expect(Buffer.byteLength(signed?.payload ?? "")).toBeLessThan(longestPayload);
  });

  test("does not name the key it is signed with", () => {
    expect(signer.id).toMatch(/^[\w-]{8}$/);
    expect(signer.id).not.toBe(new EntrySigner(Buffer.alloc(32, 8)).id);
    expect(secret.toString("base64url")).not.toContain(signer.id);
  });
});

describe("a segment's name", () => {
  test("is read as it was made, and another's name is not", () => {
    const owner = "0123abcd-17-4242";
    const name = newSegment(bucketOf(start), owner);
    expect(parseSegmentName(name.file)).toEqual(name);
    const merged = newSegment(bucketOf(start), undefined);
    expect(parseSegmentName(merged.file)).toEqual(merged);
    for (const file of [
      `../${name.file}`,
      `${name.file}.tmp`,
      name.file.replace("0123abcd", "x"),
      "1.jsonl",
    ]) {
      expect(parseSegmentName(file)).toBeUndefined();
    }
  });
});
