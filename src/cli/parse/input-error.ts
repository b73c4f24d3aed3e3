/** An input that cannot be read. The message says which and what to do. */
export class InputError extends Error {
  override readonly name = "InputError";
}
