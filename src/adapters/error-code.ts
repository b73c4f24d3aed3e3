/** The innermost code of an error, empty where it has none: undici wraps the system's error once or twice. */
export function codeOf(error: unknown): string {
  let code = "";
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const own: unknown = (at as NodeJS.ErrnoException).code;
    if (typeof own === "string") code = own;
    // It has the parser's code only sometimes.
    else if (at.name === "HTTPParserError") code = "HPE_UNKNOWN";
    // Several addresses tried: each has the same story, the first will do.
    const first: unknown = at instanceof AggregateError ? at.errors[0] : undefined;
    if (first instanceof Error && typeof (first as NodeJS.ErrnoException).code === "string") {
      code = (first as NodeJS.ErrnoException).code as string;
    }
  }
  return code;
}
