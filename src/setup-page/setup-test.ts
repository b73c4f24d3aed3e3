import { app, Refusal, request } from "./splunk-web.ts";

/** One row of `| llamadoctor`. */
export interface Finding {
  readonly check: string;
  readonly state: string;
  readonly finding: string;
  readonly fix: string;
}

/** The search ran and returned no rows. */
export class TestFailed extends Error {
  override readonly name = "TestFailed";
}

/** Milliseconds for the whole test. */
const timeout = 300_000;

type Row = Readonly<Record<string, string | readonly string[] | undefined>>;
type Messages = readonly { readonly type?: unknown; readonly text?: unknown }[] | undefined;
interface Job {
  readonly isDone?: boolean;
  readonly isFailed?: boolean;
  readonly messages?: Messages;
}

/**
 * Runs the search `| llamadoctor` as a job and polls it, because Splunk Web ends a request after half a minute
 * (splunkdConnectionTimeout) and a test of an endpoint that hangs takes longer.
 *
 * @throws TestFailed, or Refusal
 */
export async function testSetup(): Promise<readonly Finding[]> {
  const jobs = `${await ownNamespace()}/search/jobs`;
  const search = { search: "| llamadoctor", exec_mode: "normal", timeout: "120" };
  const { sid } = await request<{ sid?: unknown }>("POST", jobs, search);
  if (typeof sid !== "string") throw new TestFailed("Splunk started no search job.");
  const { isFailed, messages } = await ended(`${jobs}/${encodeURIComponent(sid)}`);
  if (isFailed) throw new TestFailed(textOf(messages) || "The search failed, and Splunk does not say why.");
  const reply = await resultsOf(jobs, sid);
  const rows = reply.results ?? [];
  if (rows.length === 0) {
    throw new TestFailed(textOf(messages) || textOf(reply.messages) || "The search ended and found nothing.");
  }
  return rows.map((row) => ({
    check: oneText(row.check),
    state: oneText(row.state),
    finding: oneText(row.finding),
    fix: oneText(row.fix),
  }));
}

/** The namespace of the person, in which a job of theirs runs. */
async function ownNamespace(): Promise<string> {
  const { entry } = await request<{ entry: readonly { content: { username: string } }[] }>(
    "GET",
    "services/authentication/current-context",
  );
  return `servicesNS/${encodeURIComponent(entry[0]?.content.username ?? "")}/${app}`;
}

async function ended(job: string): Promise<Job> {
  const latest = Date.now() + timeout;
  for (let wait = 300; Date.now() < latest; wait = Math.min(wait * 1.5, 2000)) {
    const { entry } = await request<{ entry: readonly { content: Job }[] }>("GET", job);
    const content = entry[0]?.content ?? {};
    if (content.isDone === true || content.isFailed === true) return content;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  await request("DELETE", job).catch(() => undefined);
  throw new TestFailed(
    "The test did not end within five minutes, and was stopped. Splunk may have no search slot free.",
  );
}

async function resultsOf(
  jobs: string,
  sid: string,
): Promise<{ readonly results?: readonly Row[]; readonly messages?: Messages }> {
  const id = encodeURIComponent(sid);
  try {
    return await request("GET", `${jobs.replace(/jobs$/, "v2/jobs")}/${id}/results`, { count: "0" });
  } catch (error) {
    // Splunk before 9.0.1 has no second version.
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
    return request("GET", `${jobs}/${id}/results`, { count: "0" });
  }
}

/** A field with several values comes as an array. */
function oneText(value: string | readonly string[] | undefined): string {
  return typeof value === "object" ? value.join("\n") : (value ?? "");
}

function textOf(messages: Messages): string {
  const texts = (Array.isArray(messages) ? messages : [])
    .filter(({ type }) => /^(?:fatal|error|warn)/i.test(String(type)))
    .map(({ text }) => String(text));
  return texts.join(" ").slice(0, 500);
}
