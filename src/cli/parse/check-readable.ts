import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { describedCode } from "../../adapters/process/error-code.ts";
import { printable } from "../../engine/printable.ts";
import { UserError } from "../../splunk/user-error.ts";
import { InputError } from "./input-error.ts";

/**
 * Checks that the file of a flag can be read, before any work is done.
 *
 * @param wanted a phrase that describes the file
 * @returns its size in bytes
 * @throws InputError that names the flag
 */
export async function checkReadable(flag: string, wanted: string, path: string): Promise<number> {
  if (path === "" || path === "-") {
    throw new UserError(
      `${flag} wants ${wanted}, and standard input is none. Write it into a file first, and name that.`,
    );
  }
  const wrong = (what: string): never => {
    throw new InputError(`${flag} wants ${wanted}, and ${printable(path)} ${what}. Correct the name.`);
  };
  try {
    const found = await stat(path);
    if (found.isDirectory()) wrong("is a folder");
    await access(path, constants.R_OK);
    return found.size;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = describedCode(error);
    if (code === "ENOENT") return wrong("does not exist");
    throw new InputError(
      `${flag} wants ${wanted}, and ${printable(path)} cannot be read (${code}). Ask for read permission, or name another one.`,
    );
  }
}
