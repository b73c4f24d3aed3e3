import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DeliveryState } from "../../engine/delivery/delivery.ts";
import { nearestName } from "../../splunk/nearest-name.ts";
import { UserError } from "../../splunk/user-error.ts";
import { deliveriesUsage } from "./alert-usage.ts";
import { countsText, deliveryJson, deliveryStates, deliveryTable } from "./delivery-table.ts";
import { readWords } from "./flags.ts";
import { configFlag, stateFlag, stateOf, withAlerting } from "./open-alerts.ts";
import { printable } from "./printable.ts";
import { print } from "./terminal.ts";
import { grouped } from "./triage-table.ts";

const shown = 40;

/**
 * `llama-log deliveries`: which alerts were told to whom, which wait, and for what.
 *
 * @param binFolder where the launchers are
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
  // Looking makes no folder.
  if (!existsSync(join(state, "alerts"))) {
    if (!own.has("json")) await print(`No alert was accepted yet in ${state}.\n`);
    return 0;
  }
  return withAlerting(own, binFolder, async ({ ledger }, functions) => {
    const everything = own.has("all") || own.has("json");
    const most = everything ? Number.POSITIVE_INFINITY : shown;
    const { rows, counts } = await functions.deliveries(ledger, { ...filter, most });
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
