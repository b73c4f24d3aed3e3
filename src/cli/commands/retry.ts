import type { Alerting } from "../../app/alerting/open-alerting.ts";
import {
  deliveries,
  planRetry,
  type RetryRequest,
  requeueById,
  runRetry,
} from "../../app/retry/retry-run.ts";
import { printable } from "../../engine/printable.ts";
import { declaration } from "../../programs/declarations/llamaretry.ts";
import { parseArguments } from "../../splunk/arguments.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "../parse/flags.ts";
import { configFlag, stateFlag } from "../parse/state-flag.ts";
import { needsSomebody, sentText } from "../render/alert-summary.ts";
import { countsText, deliveryJson, deliveryTable } from "../render/delivery-table.ts";
import { counted } from "../render/triage-table.ts";
import { print, warn } from "../terminal.ts";
import { retryOptions, retryUsage } from "./alert-usage.ts";
import { refuseWithoutDestinations, withAlerting } from "./open-alerts.ts";

/** Milliseconds for sending; the command is meant to run every two minutes. */
const budget = 90_000;

/**
 * `llama-log retry`: ends overdue incidents, and sends digests and due deliveries.
 *
 * @param binFolder the folder of the launchers
 * @returns the exit code: 1 if a message cannot arrive without somebody's action
 */
export async function retry(words: readonly string[], binFolder: string): Promise<number> {
  const { own, searchArguments } = readWords(words, {
    command: "retry",
    own: {
      requeue: { wanted: "the key of a delivery", example: "k7f3q2mz" },
      config: configFlag,
      state: stateFlag,
      json: {},
      help: {},
    },
    options: retryOptions,
    readsFiles: false,
  });
  if (own.has("help")) {
    await print(retryUsage());
    return 0;
  }
  const { options } = parseArguments(declaration, searchArguments);
  const key = own.get("requeue");
  if (key !== undefined) {
    if (!/^[a-z2-7]{6,40}$/.test(key)) {
      throw new UserError(
        `--requeue wants the key of a delivery, or six characters of it and more, and ${printable(key).slice(0, 80)} came. llama-log deliveries lists them.`,
      );
    }
    if (searchArguments.length > 0) {
      throw new UserError(
        "--requeue goes alone: it lets one delivery wait anew, and the next llama-log retry sends it. Leave the other flags out.",
      );
    }
    return withAlerting(own, binFolder, (alerting) => requeue(alerting, key));
  }
  const request = {
    max: options.max,
    only: options.destination === "" ? undefined : options.destination,
    includeDead: options.include_dead === "true",
    budget,
    signal: new AbortController().signal,
  };
  const json = own.has("json");
  return withAlerting(own, binFolder, async (alerting) => {
    if (options.dry_run === "true") return show(alerting, request, json);
    refuseWithoutDestinations(alerting);
    checkDestination(request.only, alerting);
    return send(alerting, request, json);
  });
}

async function show(alerting: Alerting, request: RetryRequest, json: boolean): Promise<number> {
  const { rows, counts } = await planRetry(alerting, request);
  if (json) await print(rows.map(deliveryJson).join(""));
  else {
    if (rows.length > 0) await print(`${deliveryTable(rows, Date.now()).join("\n")}\n\n`);
    const open = countsText(counts);
    await print(
      `${counted(rows.length, "message")} would be tried now; nothing was sent.${open === "" ? "" : ` In all: ${open}.`}\n`,
    );
  }
  return 0;
}

async function send(alerting: Alerting, request: RetryRequest, json: boolean): Promise<number> {
  const { notified, requeued, attempts } = await runRetry(alerting, request);
  const tried = new Set(attempts.map(({ key }) => key));
  const all = await deliveries(alerting.ledger, { most: Number.POSITIVE_INFINITY });
  const rows = all.rows.filter(({ key }) => tried.has(key));
  if (json) await print(rows.map(deliveryJson).join(""));
  else {
    if (rows.length > 0) await print(`${deliveryTable(rows, Date.now()).join("\n")}\n\n`);
    const sentences = [
      ...(notified > 0 ? [`${counted(notified, "incident")} ended or summed up.`] : []),
      ...(requeued > 0 ? [`${counted(requeued, "message")} tried anew.`] : []),
      rows.length === 0 ? `Nothing was due.${stillWaiting(all.counts)}` : sentText(rows),
    ];
    await print(`${sentences.join(" ")}\n`);
  }
  return needsSomebody(rows) ? 1 : 0;
}

function stillWaiting({
  waiting = 0,
  held = 0,
}: {
  readonly waiting?: number;
  readonly held?: number;
}): string {
  const open = countsText({ waiting, held });
  return open === "" ? "" : ` Not yet: ${open}; llama-log deliveries --only waiting,held lists them.`;
}

function checkDestination(name: string | undefined, { routing }: Alerting): void {
  const names = [...routing.destinations.keys()];
  if (name === undefined || names.includes(name)) return;
  throw new UserError(
    `--destination wants the name of a [destination:NAME] that can be used, and ${printable(name)} is none. There are: ${names.join(", ")}.`,
  );
}

async function requeue(alerting: Alerting, id: string): Promise<number> {
  const { requeued, refused } = await requeueById(alerting, [id]);
  for (const { why } of refused) warn(`${id}: ${why}`);
  for (const key of requeued) await print(`${key} waits anew; llama-log retry sends it.\n`);
  return refused.length > 0 ? 1 : 0;
}
