/** The innermost code of an error, because undici wraps the system's error once or twice. Empty if it has none. */
export function codeOf(error: unknown): string {
  let code = "";
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const own: unknown = (at as NodeJS.ErrnoException).code;
    if (typeof own === "string") code = own;
    // undici sets the parser's code only sometimes.
    else if (at.name === "HTTPParserError") code = "HPE_UNKNOWN";
    // One error for each address that was tried. They are alike, so the first is enough.
    const first: unknown = at instanceof AggregateError ? at.errors[0] : undefined;
    if (first instanceof Error && typeof (first as NodeJS.ErrnoException).code === "string") {
      code = (first as NodeJS.ErrnoException).code as string;
    }
  }
  return code;
}

/** The code for a message, such as ENOSPC. Without a code it is the error's name, because its text may hold anything. */
export function describedCode(error: unknown): string {
  return codeOf(error) || (error instanceof Error ? error.name : "unknown error");
}
