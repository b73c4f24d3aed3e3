import { existsSync } from "node:fs";
import { join } from "node:path";
import { deliveries as listDeliveries } from "../../app/retry/retry-run.ts";
import type { DeliveryState } from "../../engine/ledger/delivery.ts";
import { printable } from "../../engine/printable.ts";
import { nearestName } from "../../splunk/nearest-name.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "../parse/flags.ts";
import { configFlag, stateFlag, stateOf } from "../parse/state-flag.ts";
import { countsText, deliveryJson, deliveryStates, deliveryTable } from "../render/delivery-table.ts";
import { grouped } from "../render/triage-table.ts";
import { print } from "../terminal.ts";
import { deliveriesUsage } from "./alert-usage.ts";
import { withAlerting } from "./open-alerts.ts";

const shown = 40;

/**
 * `llama-log deliveries`: lists which alerts were sent where, and which are waiting and why.
 *
 * @param binFolder the folder of the launchers
 * @returns the exit code
 */
export async function deliveries(words: readonly string[], binFolder: string): Promise<number> {
  const { own } = readWords(words, {
    command: "deliveries",
    own: {
      only: { wanted: `states, of ${deliveryStates.join(", ")}`, example: "waiting,held" },
      destination: { wanted: "the name of a destination", example: "slack" },
      service: { wanted: "the name of a service", example: "checkout" },
      config: configFlag,
      state: stateFlag,
      all: {},
      json: {},
      help: {},
    },
    options: {},
    readsFiles: false,
  });
  if (own.has("help")) {
    await print(deliveriesUsage());
    return 0;
  }
  const filter = {
    ...(own.has("only") && { states: statesOf(own.get("only") ?? "") }),
    ...(own.has("destination") && { destination: own.get("destination") ?? "" }),
    ...(own.has("service") && { service: own.get("service") ?? "" }),
  };
  const state = stateOf(own);
  // Listing must not create the folder.
  if (!existsSync(join(state, "alerts"))) {
    if (!own.has("json")) await print(`No alert was accepted yet in ${state}.\n`);
    return 0;
  }
  return withAlerting(own, binFolder, async ({ ledger }) => {
    const everything = own.has("all") || own.has("json");
    const most = everything ? Number.POSITIVE_INFINITY : shown;
    const { rows, counts } = await listDeliveries(ledger, { ...filter, most });
    if (own.has("json")) {
      await print(rows.map(deliveryJson).join(""));
      return 0;
    }
    if (rows.length === 0) {
      await print(
        Object.keys(filter).length === 0
          ? `No alert was accepted yet in ${state}.\n`
          : "There is no such delivery. Without --only, --destination and --service all are listed.\n",
      );
      return 0;
    }
    await print(`${deliveryTable(rows, Date.now()).join("\n")}\n\n`);
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const more =
      all > rows.length ? ` ${grouped(all - rows.length)} older ones are not shown; --all shows them.` : "";
    await print(`In all: ${countsText(counts)}.${more}\n`);
    return 0;
  });
}

function statesOf(text: string): DeliveryState[] {
  return text.split(",").map((word) => {
    const typed = word.trim().toLowerCase();
    const state = deliveryStates.find((known) => known === typed);
    if (state !== undefined) return state;
    const nearest = nearestName(typed, deliveryStates);
    throw new UserError(
      `--only wants states separated by commas, and ${printable(word).slice(0, 40) || "an empty word"} is none.` +
        `${nearest === undefined || typed === "" ? "" : ` Did you mean ${nearest}?`} There are: ${deliveryStates.join(", ")}.`,
    );
  });
}
