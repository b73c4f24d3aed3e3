import { statSync } from "node:fs";
import { resolve } from "node:path";
import { describedCode } from "../../adapters/process/error-code.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { printable } from "../../engine/printable.ts";
import { UserError } from "../../splunk/user-error.ts";

export const configFlag = { wanted: "the name of a llama.conf", example: "llama.conf" };
export const stateFlag = { wanted: "the folder where alerts are kept", example: "./alerts" };

/**
 * The folder of alerts and silences: `--state`, else LLAMA_STATE, else the user's state folder. It need not exist.
 *
 * @throws UserError for a path that is not a folder
 */
export function stateOf(own: ReadonlyMap<string, string>): string {
  const named = own.get("state");
  if (named === undefined) return stateFolder(process.env);
  const wrong = (came: string): UserError =>
    new UserError(`--state wants a folder, and ${came}. Name another one; where there is none it is made.`);
  if (named === "") throw wrong("an empty name came");
  const state = resolve(named);
  let isFolder: boolean;
  try {
    isFolder = statSync(state, { throwIfNoEntry: false })?.isDirectory() ?? true;
  } catch (error) {
    const code = describedCode(error);
    throw wrong(`${printable(named)} cannot be one (${code})`);
  }
  if (isFolder) return state;
  throw wrong(`${printable(named)} is a file`);
}
