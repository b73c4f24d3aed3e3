import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { CachedSessions, type ReadSessions } from "../../../src/app/detect/cached-sessions.ts";
import { type FoundSessions, SessionSearch } from "../../../src/app/detect/session-search.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-cached-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kept = join(folder, "read");
const log = join(folder, "app.log");

function found(): FoundSessions {
  const search = new SessionSearch("order", 60);
  search.add(
    Array.from({ length: 90 }, (_, at) => ({
      text: `INFO order_id=A${at % 30}Z step ${["one", "two"][at % 2]}`,
      ...{ time: 1_700_000_000 + at, host: "", source: "" },
    })),
  );
  return search.sessions();
}

const source = { paths: [log], by: "order", span: 60, now: new Date("2026-05-05T12:00:00Z") };

/** How often the log itself was read. */
let reads = 0;
const read = async (): Promise<ReadSessions> => {
  reads++;
  return { found: found(), mayBeKept: true };
};
const open = (): CachedSessions => new CachedSessions(folder, import.meta.url);

beforeEach(() => {
  reads = 0;
  rmSync(kept, { recursive: true, force: true });
  writeFileSync(log, "x".repeat(1_100_000));
});

describe("sessions that were read once", () => {
  test("are the same the second time, and the log is not read again", async () => {
    const first = await open().of(source, read);
    const second = await open().of(source, read);
    expect(reads).toBe(1);
    expect(second).toEqual(first);
    expect(statSync(kept).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(kept)) expect(statSync(join(kept, name)).mode & 0o777).toBe(0o600);
  });

  test.each([
    ["another by", { by: "request" }],
    ["another span", { span: 30 }],
    ["another day, since years may be missing", { now: new Date("2026-05-06T12:00:00Z") }],
    ["the log twice", { paths: [log, log] }],
  ])("are read again with %s", async (_, other) => {
    await open().of(source, read);
    await open().of({ ...source, ...other }, read);
    expect(reads).toBe(2);
  });

  test("are read again by another program", async () => {
    await open().of(source, read);
    const program = join(folder, "other.mjs");
    writeFileSync(program, "");
    await new CachedSessions(folder, `file://${program}`).of(source, read);
    expect(reads).toBe(2);
  });

  test("are not kept where the log is short, is no file, grew meanwhile, or something was wrong with it", async () => {
    await open().of(source, async () => {
      appendFileSync(log, "more");
      return read();
    });
    await open().of(source, async () => ({ ...(await read()), mayBeKept: false }));
    await open().of({ ...source, paths: ["-"] }, read);
    writeFileSync(log, "short");
    await open().of(source, read);
    expect([reads, existsSync(kept)]).toEqual([4, false]);
  });

  test("are read again where what was kept is damaged, wherever that is", async () => {
    const first = await open().of(source, read);
    const [name = ""] = readdirSync(kept);
    const whole = readFileSync(join(kept, name));
    for (const cut of [0, 3, 40, whole.length >> 1, whole.length - 1]) {
      writeFileSync(join(kept, name), whole.subarray(0, cut));
      reads = 0;
      expect(await open().of(source, read)).toEqual(first);
      expect(reads, `cut at ${cut}`).toBe(1);
    }
  });

  test("are read all the same where nothing can be kept", async () => {
    writeFileSync(kept, "a file, not a folder");
    expect((await open().of(source, read)).events).toBe(90);
    expect(reads).toBe(1);
  });

  test("do not differ between runs side by side", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => open().of(source, read)));
    for (const each of all) expect(each).toEqual(all[0]);
    expect(readdirSync(kept)).toHaveLength(1);
  });
});
