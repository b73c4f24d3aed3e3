import { expect, test } from "vitest";
import { executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { CommandProcess, launcher } from "../support/command-process.ts";
import { indexedBody } from "../support/csv.ts";
import { size } from "../support/full-run.ts";
import { checkEnding } from "../support/protocol-client.ts";
import { type Context, checkExecuteReply, checkGetinfoReply } from "../support/reply-checks.ts";

const chunk = executeChunk({ body: indexedBody(["_raw"], [{ _raw: "ERROR disk full" }]), finished: false });

/** Node gives its children sockets; splunkd gives them pipes, as `cat` on either side does here. */
const betweenPipes = ["/bin/sh", "-c", '{ cat; } | "$0" "$@" | { cat; }', ...launcher];

/** More than pipes and their readers take in before they wait. */
const bodies = Array.from({ length: 200 }, (_, number) => {
  const rows = Array.from({ length: size(500) }, (_, row) => ({
    _raw: `ERROR job ${number % 10}.${row} failed`,
  }));
  return indexedBody(["_raw"], rows);
});

async function withProcess(
  options: ConstructorParameters<typeof CommandProcess>[0],
  talk: (process: CommandProcess) => Promise<void>,
): Promise<void> {
  const process = new CommandProcess(options);
  try {
    await talk(process);
  } finally {
    process.closed();
  }
}

async function greet(process: CommandProcess): Promise<void> {
  await process.send(getinfoChunk([]));
  checkGetinfoReply((await process.readChunk())!, "_raw");
}

test.each([
  ["sockets", launcher],
  ["pipes", betweenPipes],
])(
  "200 chunks written through %s before the first reply is read do not deadlock",
  async (name, command) => {
    if (name === "pipes" && process.platform === "win32") return;
    await withProcess({ command, unread: true, guard: 60_000 }, async (process) => {
      const requests = requestsOf(bodies);
      await process.send(Buffer.concat([getinfoChunk([]), ...requests.map(executeChunk)]));
      process.startReading();
      checkGetinfoReply((await process.readChunk())!, "_raw");
      const context: Context = { field: "_raw", prefix: "", verdicts: new Map(), longTexts: new Set() };
      for (const request of requests) checkExecuteReply(context, request, (await process.readChunk())!);
      process.closeInput();
      expect(await process.readChunk()).toBeUndefined();
      checkEnding(await process.ending(), 0);
    });
  },
  90_000,
);

test("a closed input right after the reply to getinfo ends the process quietly", async () => {
  await withProcess({}, async (process) => {
    await greet(process);
    process.closeInput();
    expect(await process.readChunk()).toBeUndefined();
    checkEnding(await process.ending(), 0);
  });
});

test("a reader that goes away ends the process quietly, whatever was still to be said", async () => {
  await withProcess({}, async (process) => {
    await greet(process);
    process.closeOutput();
    await process.send(Buffer.concat(bodies.map((body) => executeChunk({ body, finished: false }))));
    process.closeInput();
    checkEnding(await process.ending(), 0);
  });
});

test("a reader that goes away before the reply to getinfo ends the process quietly", async () => {
  await withProcess({}, async (process) => {
    process.closeOutput();
    await process.send(getinfoChunk([]));
    process.closeInput();
    checkEnding(await process.ending(), 0);
  });
});

test("a reader that goes away ends a process whose input stays open", async () => {
  await withProcess({}, async (process) => {
    await greet(process);
    process.closeOutput();
    await process.send(Buffer.concat([chunk, chunk, chunk]));
    checkEnding(await process.ending(), 0);
  });
});

test.each([
  ["after getinfo", 0],
  ["between chunks", 2],
])("SIGTERM %s ends the process promptly and without a word", async (_, count) => {
  await withProcess({ guard: 8_000 }, async (process) => {
    await greet(process);
    for (let sent = 0; sent < count; sent++) {
      await process.send(chunk);
      expect(await process.readChunk()).toBeDefined();
    }
    process.terminate();
    expect(await process.readChunk()).toBeUndefined();
    expect((await process.ending()).stderr).toBe("");
  });
});

test("SIGTERM in the midst of work that nobody reads ends the process promptly", async () => {
  await withProcess({ guard: 10_000 }, async (process) => {
    await greet(process);
    const sending = process.send(
      Buffer.concat(bodies.map((body) => executeChunk({ body, finished: false }))),
    );
    expect(await process.readChunk()).toBeDefined();
    process.terminate();
    await sending;
    process.closeOutput();
    expect((await process.ending()).stderr).toBe("");
  });
});

test("no reply is written before its request has come, and each is written without waiting for more", async () => {
  await withProcess({}, async (process) => {
    await greet(process);
    for (let round = 0; round < 20; round++) {
      await process.send(chunk.subarray(0, 30));
      expect(process.unclaimed).toBe(0);
      await process.send(chunk.subarray(30));
      expect(await process.readChunk()).toBeDefined();
    }
    process.closeInput();
    checkEnding(await process.ending(), 0);
  });
});
