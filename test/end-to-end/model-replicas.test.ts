import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seededRandom } from "../engine/asking/simulated-server.ts";
import { answer, type Behaviour, html, status } from "../support/model-endpoint/behaviour.ts";
import {
  type ModelEndpointOptions,
  type RunningModelEndpoint,
  startModelEndpoint,
} from "../support/model-endpoint/start-model-endpoint.ts";
import { reasonsOf, search, statusesOf, textsOf, withSplunk } from "../support/model-search.ts";

/** Gives `act` so many servers, and takes them away again; tests here run side by side. */
async function withServers(
  options: readonly ModelEndpointOptions[],
  act: (servers: RunningModelEndpoint[]) => Promise<void>,
): Promise<void> {
  const servers = await Promise.all(options.map((each) => startModelEndpoint(each)));
  try {
    await act(servers);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

const urlsOf = (servers: readonly RunningModelEndpoint[]) => servers.map(({ url }) => url).join(", ");

/** How often each text was asked about, by all servers together. */
function triesOf(servers: readonly RunningModelEndpoint[]): number[] {
  const tries = new Map<string, number>();
  for (const { log } of servers.flatMap(({ requests }) => requests.flatMap(({ logs }) => logs)))
    tries.set(log, (tries.get(log) ?? 0) + 1);
  return [...tries.values()];
}

const faults: readonly Behaviour[] = [
  { does: "reset before the body" },
  { does: "reset inside the body" },
  { does: "hang" },
  { does: "drip", milliseconds: 1_000 },
  { does: "no HTTP" },
  { does: "body", body: '{"choices":[]}' },
  { does: "endless body" },
  status(500),
  status(502),
  status(503),
  status(429, "0"),
  html(),
];

test.concurrent.each([1, 2, 3])(
  "of five servers, one gone and the others often at fault (seed %i), every row comes back, in time, with its own verdict",
  { timeout: 90_000 },
  async (seed) => {
    const random = seededRandom(seed);
    const behaviour = (): Behaviour =>
      random() < 0.3
        ? (faults[Math.floor(random() * faults.length)] as Behaviour)
        : { does: "answer", after: 20 };
    await withServers(new Array(5).fill({ behaviour }), async (servers) => {
      await servers[0]?.refuseConnections();
      const stanza = { url: urlsOf(servers), request_timeout: "0.4" };
      await withSplunk({ stanza }, async (splunk) => {
        const { verdicts } = await search(splunk, {
          args: ["timeout=40", "batch_size=1", "concurrency=16"],
          chunks: [textsOf(30), textsOf(30, "disk nearly full")],
        });
        // A text is given up when three tries in a row meet a fault, and then 27 in a thousand.
        expect(verdicts.filter(({ llama_status }) => llama_status === "llm").length).toBeGreaterThan(45);
        expect(Math.max(...triesOf(servers))).toBeLessThanOrEqual(3);
      });
    });
  },
);

test.concurrent("when one of two servers dies, the model still answers all", async () => {
  let die = () => {};
  const behaviour = (number: number): Behaviour => {
    if (number === 5) die();
    return answer();
  };
  await withServers([{ behaviour }, {}], async (servers) => {
    die = () => void servers[0]?.refuseConnections();
    await withSplunk({ stanza: { url: urlsOf(servers) } }, async (splunk) => {
      const args = ["batch_size=1", "concurrency=4"];
      const { verdicts, summary } = await search(splunk, { args, chunks: [textsOf(60)] });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
      expect(summary).not.toContain("others");
      expect(servers[1]?.requests.length).toBeGreaterThan(50);
    });
  });
});

test.concurrent("servers of one stanza share the calls", async () => {
  const behaviour = (): Behaviour => ({ does: "answer", after: 20 });
  await withServers([{ behaviour }, { behaviour }, { behaviour }], async (servers) => {
    await withSplunk({ stanza: { url: urlsOf(servers) } }, async (splunk) => {
      await search(splunk, { args: ["batch_size=1"], chunks: [textsOf(90)] });
      for (const { requests } of servers) expect(requests.length).toBeGreaterThan(15);
      expect(splunk.server.requests).toEqual([]);
    });
  });
});

test.concurrent("a server that hangs does not eat the time of all", async () => {
  await withServers([{ behaviour: () => ({ does: "hang" }) }, {}], async (servers) => {
    const stanza = { url: urlsOf(servers), request_timeout: "0.4" };
    await withSplunk({ stanza }, async (splunk) => {
      const args = ["timeout=30", "batch_size=1"];
      const { verdicts, seconds } = await search(splunk, { args, chunks: [textsOf(30)] });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
      // Half of a call's 22 seconds, for the few that met it, and time for a busy machine.
      expect(seconds).toBeLessThan(24);
      expect(servers[0]?.requests.length).toBeLessThan(12);
    });
  });
});

test.concurrent("when all servers are gone the message says so, and the embedded analyst answers", async () => {
  await withServers([{}, {}], async (servers) => {
    for (const server of servers) await server.refuseConnections();
    await withSplunk({ stanza: { url: urlsOf(servers) } }, async (splunk) => {
      const { verdicts, summary } = await search(splunk, { args: ["timeout=20"], chunks: [textsOf(10)] });
      expect(reasonsOf(verdicts)).toEqual(["unreachable"]);
      expect(summary).toContain("None of the 2 servers of [endpoint:default] gives an answer now");
      expect(summary).toContain("nothing listens there");
    });
  });
});

test.concurrent("a fallback stanza answers when the first is gone, at its own price", async () => {
  await withServers([{}, {}], async ([gone, spare]) => {
    await gone?.refuseConnections();
    const stanza = { url: gone?.url ?? "", fallback: "spare", price_in: "1000", price_out: "1000" };
    const stanzas = `[endpoint:spare]\nurl = ${spare?.url}\nmodel = tiny\nprice_in = 1\nprice_out = 2\n`;
    await withSplunk({ stanza, stanzas }, async (splunk) => {
      const { verdicts, summary, runLine } = await search(splunk, {
        args: ["timeout=20"],
        chunks: [textsOf(20)],
      });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
      expect(summary).toContain("20 events answered by tiny at [endpoint:spare]");
      const { tokens_in, tokens_out, cost, endpoint } = runLine;
      expect(endpoint).toBe("spare");
      expect(cost).toBeCloseTo((Number(tokens_in) + 2 * Number(tokens_out)) / 1e6, 9);
    });
  });
});

test.concurrent("a scheduled search may use them all", async () => {
  const behaviour = (): Behaviour => ({ does: "answer", after: 100 });
  const stanza = { concurrency: "16", host_concurrency: "8", scheduled_share: "50" };
  await withSplunk({ behaviour, stanza }, async (splunk) => {
    const info = { sid: "scheduler__admin__search__RMD5d2_at_1627357489_9" };
    const args = ["batch_size=1", "concurrency=16"];
    await search(splunk, { args, chunks: [textsOf(60)], info, here: false });
    expect(splunk.server.load.most).toBe(8);
  });
});

test.concurrent("an ad-hoc search leaves slots to scheduled ones, and no slot file behind", async () => {
  const behaviour = (): Behaviour => ({ does: "answer", after: 30 });
  const stanza = { concurrency: "16", host_concurrency: "8", scheduled_share: "50" };
  await withSplunk({ behaviour, stanza }, async (splunk) => {
    await search(splunk, {
      args: ["batch_size=1", "concurrency=16"],
      chunks: [textsOf(60)],
      here: false,
    });
    expect(splunk.server.load.most).toBe(4);
    expect(readdirSync(join(splunk.folder, "state", "slots"))).toEqual([]);
  });
});
