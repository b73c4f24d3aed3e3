/**
 * Something the user or the caller did that cannot be worked with. The message is a whole
 * sentence for them: what was wanted, what came, what to do next. Never log text, never a secret.
 */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** By name: each bundle has a class of its own. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === "UserError";
}
