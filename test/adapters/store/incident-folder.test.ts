import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { IncidentFolder, keptFor } from "../../../src/adapters/store/incident-folder.ts";
import { continueIncidents } from "../../../src/engine/incident-history/continue-incidents.ts";
import type { StoredIncident } from "../../../src/engine/incident-history/stored-incident.ts";
import { foundIncident } from "../../engine/incident-history/found-incident.ts";

const start = 1_800_000_000;
const rules = { resolveAfter: 1_800, runsToEnd: 0 };
let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "llama-incidents-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

function folderAt(now = start): IncidentFolder {
  return new IncidentFolder(state, () => now);
}

function finding(now: number, ...fails: string[][]) {
  const found = fails.map((each) => foundIncident({ first: now - 60, last: now, fails: each }));
  return (stored: readonly StoredIncident[]) => continueIncidents({ stored, found }, { now, rules });
}

function files(): string[] {
  return readdirSync(join(state, "incidents"));
}

test("what is stored is read as it was, by its owner alone", async () => {
  const { incidents } = await folderAt().update(finding(start, ["db"], ["mail"]));
  expect(await folderAt().all()).toEqual(expect.arrayContaining([...incidents]));
  expect(files().sort()).toEqual([`idb-${start - 60}.json`, `imail-${start - 60}.json`]);
  if (process.platform === "win32") return;
  expect(statSync(join(state, "incidents")).mode & 0o777).toBe(0o700);
  for (const file of files()) expect(statSync(join(state, "incidents", file)).mode & 0o777).toBe(0o600);
});

test("of an incident with a new name nothing is left under the old one", async () => {
  await folderAt().update(finding(start, ["shop"]));
  const growing = foundIncident({ first: start - 60, last: start + 60, fails: ["disk", "shop"] });
  await folderAt().update((stored) =>
    continueIncidents({ stored, found: [growing] }, { now: start + 60, rules }),
  );
  expect(files()).toEqual([`idisk-${start - 60}.json`]);
});

test("several writers at once lose nothing of each other's", async () => {
  const services = Array.from({ length: 12 }, (_, at) => `service${at}`);
  await Promise.all(services.map((service) => folderAt().update(finding(start, [service]))));
  const stored = await folderAt().all();
  expect(stored.map(({ fingerprint }) => fingerprint).sort()).toEqual(
    services.map((service) => `i${service}`).sort(),
  );
});

test("what did not change for 30 days is gone", async () => {
  await folderAt().update(finding(start, ["db"]));
  const file = join(state, "incidents", `idb-${start - 60}.json`);
  expect(await folderAt(start + keptFor - 10).all()).toHaveLength(1);
  expect(await folderAt(start + keptFor + 10).all()).toEqual([]);
  await folderAt(start + keptFor + 10).update(finding(start + keptFor + 10, ["mail"]));
  expect(existsSync(file)).toBe(false);
});

test("what a killed writer left behind is removed by the next one", async () => {
  await folderAt().update(finding(start, ["db"]));
  writeFileSync(join(state, "incidents", "idb-1.json.0123456789ab"), "{");
  await folderAt().update(finding(start, ["db"]));
  expect(files()).toEqual([`idb-${start - 60}.json`]);
});

test("a damaged record is left out, and left alone", async () => {
  await folderAt().update(finding(start, ["db"]));
  writeFileSync(join(state, "incidents", "ibad-1.json"), '{"fingerprint":"ibad"');
  writeFileSync(join(state, "incidents", "notes.txt"), "mine");
  expect(await folderAt().all()).toHaveLength(1);
  await folderAt().update(finding(start, ["mail"]));
  expect(files()).toEqual(expect.arrayContaining(["ibad-1.json", "notes.txt"]));
});

test("who was paged for an incident fixes its name", async () => {
  await folderAt().update(finding(start, ["shop"]));
  await folderAt().markPaged(["ishop", "inone"]);
  const growing = foundIncident({ first: start - 60, last: start + 60, fails: ["disk", "shop"] });
  const { recordOf } = await folderAt().update((stored) =>
    continueIncidents({ stored, found: [growing] }, { now: start + 60, rules }),
  );
  expect(recordOf[0]).toMatchObject({ fingerprint: "ishop", paged: true, aliases: ["idisk"] });
});

test("where nothing is stored nothing is made by reading, and a folder that cannot be made is named", async () => {
  expect(await folderAt().all()).toEqual([]);
  expect(existsSync(join(state, "incidents"))).toBe(false);
  writeFileSync(join(state, "incidents"), "in the way");
  await expect(folderAt().update(finding(start, ["db"]))).rejects.toThrow(
    /^The incidents in .*incidents cannot be read or written \((EEXIST|ENOTDIR)\)\. Let the user/,
  );
});
