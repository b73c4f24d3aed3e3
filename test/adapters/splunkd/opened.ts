import { afterEach } from "vitest";
import { openSplunkd, type Splunkd, type SplunkdOptions } from "../../../src/adapters/splunkd/splunkd.ts";
import { SplunkdError } from "../../../src/adapters/splunkd/splunkd-error.ts";
import {
  type RunningSplunkd,
  type SplunkdOptions as ServerOptions,
  startSplunkd,
} from "../../support/splunkd/start-splunkd.ts";

/** What a test opened: ended after it, the last first. */
const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of opened.splice(0).reverse()) await end();
});

export interface Opened {
  readonly server: RunningSplunkd;
  readonly splunkd: Splunkd;
  readonly sessionKey: string;
}

/** A stand-in and a client of it, which may do everything and waits for nothing. */
export async function open(
  options: ServerOptions = {},
  client: Partial<SplunkdOptions> & { readonly role?: string } = {},
): Promise<Opened> {
  const server = await startSplunkd(options);
  opened.push(() => server.close());
  const { role = "admin", ...rest } = client;
  const sessionKey = server.sessionKey(role);
  const splunkd = openSplunkd({ baseUrl: server.url, sessionKey, retryPause: 0, ...rest });
  opened.push(() => splunkd.close());
  return { server, splunkd, sessionKey };
}

/** The SplunkdError that a promise ends with; anything else fails the test. */
export async function errorOf(promise: Promise<unknown>): Promise<SplunkdError> {
  const error = await promise.then(
    (value) => new Error(`it worked: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SplunkdError)) throw error;
  return error;
}

export async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
