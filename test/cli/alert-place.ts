import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Pagerduty, startPagerduty } from "../support/alert-receivers/pagerduty.ts";
import { type Slack, startSlack } from "../support/alert-receivers/slack.ts";
import { type Finished, runLlamaLog } from "./run-llama-log.ts";

const routingKey = "0123456789abcdef0123456789abcdef";

/** A folder with a llama.conf of two destinations, `chat` and `pager`, that stand on this machine. */
export interface AlertPlace {
  readonly chat: Slack;
  readonly pager: Pagerduty;
  readonly config: string;
  /** Of its own for each name. */
  state(name: string): string;
  file(name: string, content: string | Buffer): string;
  /** Runs the built program with `--config`, and its `--state` of that name. */
  run(
    state: string,
    words: readonly string[],
    environment?: NodeJS.ProcessEnv,
    here?: boolean,
  ): Promise<Finished>;
  close(): Promise<void>;
}

export const channels = { "ops-alerts": "C0OPSALERTS", checkout: "C0CHECKOUT" };
/** What no output may hold. */
export const secrets = ["xoxb-test-token", routingKey];

export async function openAlertPlace(): Promise<AlertPlace> {
  const folder = mkdtempSync(join(tmpdir(), "llama-cli-alerts-"));
  const [chat, pager] = await Promise.all([startSlack({ channels }), startPagerduty()]);
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const config = file(
    "llama.conf",
    [
      "[destination:chat]",
      "type = slack",
      "secret = env:CHAT_TOKEN",
      `base_url = ${chat.origin}/api`,
      "channel = #ops-alerts",
      "allow_private = true",
      "[destination:pager]",
      "type = pagerduty",
      "secret = env:PAGER_KEY",
      `base_url = ${pager.origin}`,
      "allow_private = true",
      "",
    ].join("\n"),
  );
  const state = (name: string): string => join(folder, name);
  return {
    chat,
    pager,
    config,
    state,
    file,
    run: (name, words, environment = {}, here = true) =>
      runLlamaLog([...words, "--config", config, "--state", state(name)], {
        here,
        environment: { CHAT_TOKEN: chat.token, PAGER_KEY: routingKey, ...environment },
      }),
    close: async () => {
      await Promise.all([chat.close(), pager.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A P1 of the service checkout, and a P3 of orders. */
export const twoRows = [
  "_time,severity,service_name,_raw,root_cause",
  "1795000000,P1,checkout,disk full on /var after 123 writes,The disk is full.",
  "1795000001,P3,orders,slow query of 12 s,A query is slow.",
  "",
].join("\n");

/** One JSON object a line. */
export function recordsOf({ stdout }: Finished): Record<string, unknown>[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
