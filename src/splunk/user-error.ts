/**
 * Wrong input of the user or the caller. The message is a whole sentence for them: what was wanted, what came, and what
 * to do next. It never contains log text or a secret.
 */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** Compares the name, because the start of a search command has its own copy of the class. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === "UserError";
}
