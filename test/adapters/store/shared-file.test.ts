import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ownIdentity } from "../../../src/adapters/process/process-identity.ts";
import { SharedFile } from "../../../src/adapters/store/shared-file.ts";
import { stateFolder } from "../../../src/adapters/store/state-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-shared-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const lockOf = (owner: object): string => JSON.stringify({ ...owner, token: "a1" });
const gone = { pid: 4_194_305, start: "1" };
/** An empty one is a former version's, and `time` in seconds what its file bears. */
const empty = (time: number) => (file: string) => {
  writeFileSync(file, "");
  utimesSync(file, time, time);
};
const staleLocks: [string, (file: string) => void][] = [
  ["an empty one, old", empty(1_000_000_000)],
  ["an empty one, with a time to come", empty(4_000_000_000)],
  ["one with half a line", (file) => writeFileSync(file, '{"pid":12')],
  ["a former version's", (file) => writeFileSync(file, lockOf(gone))],
  ["one of today", (file) => writeFileSync(file, lockOf({ ...ownIdentity(), ...gone }))],
];

function newFile(timeout = 5_000): { path: string; shared: SharedFile } {
  const path = join(folder, `file-${++files}`);
  return { path, shared: new SharedFile(path, { timeout, longest: 100 }) };
}

test("a file that is not there reads as nothing, and is made for its owner alone", async () => {
  const { path, shared } = newFile();
  expect(shared.read()).toBeUndefined();
  expect(await shared.update(() => "one")).toBe(true);
  expect(shared.read()).toBe("one");
  expect(readdirSync(folder).filter((name) => name.startsWith(`file-${files}`))).toEqual([`file-${files}`]);
  expect(readFileSync(path, "utf8")).toBe("one");
});

test("many changes at once are made one after the other, and none is lost", async () => {
  const { shared } = newFile();
  const add = () => shared.update(() => `${shared.read() ?? ""}x`);
  const done = await Promise.all(Array.from({ length: 20 }, add));
  expect(done).toEqual(done.map(() => true));
  expect(shared.read()).toBe("x".repeat(20));
});

test("who finds it locked for too long changes nothing", async () => {
  const { path, shared } = newFile(50);
  writeFileSync(`${path}.lock`, lockOf(ownIdentity()));
  expect(await shared.update(() => "mine")).toBe(false);
  expect(shared.read()).toBeUndefined();
  expect(existsSync(`${path}.lock`)).toBe(true);
});

test.each(staleLocks)("the lock of a process that died is taken away: %s", async (_, leave) => {
  const { path, shared } = newFile(0);
  leave(`${path}.lock`);
  expect(await shared.update(() => "mine")).toBe(true);
  expect(shared.read()).toBe("mine");
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test("who lost the lock while it made its change writes nothing, and leaves the new owner's lock", async () => {
  const { path, shared } = newFile();
  const other = lockOf({ ...ownIdentity(), machine: "0badcafe" });
  const done = await shared.update(() => {
    writeFileSync(`${path}.lock`, other);
    return "mine";
  });
  expect(done).toBe(false);
  expect(shared.read()).toBeUndefined();
  expect(readFileSync(`${path}.lock`, "utf8")).toBe(other);
});

test("a change that fails leaves the old file, and no lock", async () => {
  const { path, shared } = newFile();
  await shared.update(() => "old");
  const failing = shared.update(() => {
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(shared.read()).toBe("old");
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test("a file that is too long is not read", () => {
  const { path, shared } = newFile();
  writeFileSync(path, "x".repeat(101));
  expect(() => shared.read()).toThrow(RangeError);
});

test.each([
  [{ LLAMA_STATE: "/state", SPLUNK_HOME: "/opt/splunk" }, "/state"],
  [{ SPLUNK_HOME: "/opt/splunk", XDG_STATE_HOME: "/xdg" }, "/opt/splunk/var/lib/splunk/llama_log_analyzer"],
  [{ XDG_STATE_HOME: "/xdg" }, "/xdg/llama-log-analyzer"],
  [{ XDG_STATE_HOME: "relative" }, expect.stringMatching(/\/\.local\/state\/llama-log-analyzer$/)],
])("with %j the state folder is %s", (environment, expected) => {
  expect(stateFolder(environment).replaceAll("\\", "/")).toEqual(expected);
});
