import { declaration, type RetryOptions } from "../../programs/declarations/llamaretry.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import { GeneratingRun } from "../../splunk/generated-rows.ts";
import type { SearchCommand } from "../../splunk/search-command.ts";
import { UserError } from "../../splunk/user-error.ts";
import { retryColumns } from "./delivery-rows.ts";

type Options = ParsedArguments<RetryOptions>["options"];

/** `| llamaretry`: one row for each attempt. */
export const llamaretry: SearchCommand<RetryOptions> = {
  declaration,
  requiredFields: () => [],
  async open({ options }, info, cancelled) {
    checkTogether(options);
    return new GeneratingRun(retryColumns, async () => {
      const { retryRows } = await import("./llamaretry-rows.ts");
      return retryRows(options, info, cancelled);
    });
  },
};

/** @throws UserError for options that have no effect together */
function checkTogether({ action, id, dry_run, include_dead, destination }: Options): void {
  if (action !== "requeue") {
    if (id === "") return;
    throw new UserError("id= goes with action=requeue. Write both, or leave id= out.");
  }
  if (id === "") {
    throw new UserError(
      "action=requeue wants the delivery: name it with id=, as | llamaretry dry_run=true include_dead=true lists them.",
    );
  }
  if (dry_run === "true" || include_dead === "true" || destination !== "") {
    throw new UserError("With action=requeue only id= is asked for. Leave the other options out.");
  }
}
