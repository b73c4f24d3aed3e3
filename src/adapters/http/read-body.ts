import { codeOf } from "../process/error-code.ts";

/** The most bytes of an error reply that are read: servers send a few hundred. */
export const longestRefusal = 64 * 1024;

/** A body was longer than it may be. */
export class BodyTooLongError extends Error {}

/** A body's blocks; one with more than `longest` bytes is not read on. @throws BodyTooLongError */
export async function* atMost(
  body: AsyncIterable<Buffer>,
  longest: number,
): AsyncGenerator<Buffer, void, void> {
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > longest) throw new BodyTooLongError();
    yield part;
  }
}

export interface ReadBody {
  /** What came, up to the limit. */
  readonly bytes: Buffer;
  /** Why the body is not complete. */
  readonly cut: "too_big" | "broken" | undefined;
  /** The code of the error that broke it. */
  readonly code: string;
}

/** Reads a body whole, or as far as it goes. Never rejects. */
export async function readBody(body: AsyncIterable<Buffer>, longest: number): Promise<ReadBody> {
  const parts: Buffer[] = [];
  let cut: ReadBody["cut"];
  let code = "";
  try {
    for await (const part of atMost(body, longest)) parts.push(part);
  } catch (error) {
    cut = error instanceof BodyTooLongError ? "too_big" : "broken";
    code = codeOf(error);
  }
  return { bytes: Buffer.concat(parts), cut, code };
}
