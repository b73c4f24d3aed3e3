import { printable } from "../../engine/printable.ts";
import { UserError } from "../../splunk/user-error.ts";

const choices = ["auto", "always", "never"] as const;
export type ColourChoice = (typeof choices)[number];

export const colourFlag = { wanted: "auto, always or never", example: "always" } as const;

/** @param given the own flags of a command @throws UserError for another word */
export function colourOf(given: ReadonlyMap<string, string>): ColourChoice {
  const text = given.get("color") ?? "auto";
  const choice = choices.find((each) => each === text.toLowerCase());
  if (choice !== undefined) return choice;
  throw new UserError(`--color wants auto, always or never, not ${printable(JSON.stringify(text))}.`);
}
