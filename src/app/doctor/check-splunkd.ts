import { SplunkdError } from "../../adapters/splunkd/splunkd-error.ts";
import type { SplunkdSession } from "../splunkd-session.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

/** A collection that both of the app's roles may read. */
const collection = "llama_feedback";
const optionalIndexes = {
  llama_runs: "one line a run, for those who may not read _internal",
  alert_failures: "what could not be sent, and every change of an alert",
};
const abilities = [
  ["read keys of the password store", ["list_storage_passwords"]],
  ["store keys there", ["edit_storage_passwords"]],
  ["write events to alert_failures", ["edit_tcp", "edit_log_alert_event"]],
  ["schedule searches", ["schedule_search"]],
] as const;

/** Checks splunkd, the user's rights, the KV store and the indexes, each independently of the others. */
export async function* checkSplunkd(session: SplunkdSession): AsyncGenerator<Finding, void, void> {
  // Two checks share this request, and each reports its failure.
  const server = session.server();
  yield* await orProblem("splunkd", async () => {
    const { version, roles } = await server;
    const serves = roles.length === 0 ? "" : `, a ${roles.slice(0, 5).join(", ")}`;
    return [ok("splunkd", `Splunk ${version} at ${session.origin}${serves}.`)];
  });
  yield* await orProblem("rights", () => checkRights(session));
  yield* await orProblem("kv store", async () => checkKvStore(session, await server));
  yield* await orProblem("indexes", () => checkIndexes(session));
}

async function checkRights(session: SplunkdSession): Promise<Finding[]> {
  const { name, roles, capabilities } = await session.user();
  const may = abilities.filter(([, any]) => any.some((capability) => capabilities.includes(capability)));
  const others = abilities.filter((ability) => !may.includes(ability));
  const list = (kind: typeof may): string =>
    kind.map(([what, any]) => `${what} (${any.join(" or ")})`).join(", ");
  const summary = [
    `${name} has the roles ${roles.join(", ")}`,
    ...(may.length === 0 ? [] : [`may ${list(may)}`]),
    ...(others.length === 0 ? [] : [`may not ${list(others)}, which the role llama_admin brings`]),
  ].join("; ");
  const ours = roles.some((role) => ["llama_analyst", "llama_admin", "admin", "sc_admin"].includes(role));
  if (ours) return [ok("rights", `${summary}.`)];
  return [
    warning("rights", {
      finding: `${summary}; none of these roles is the app's, so a role of yours lets them in or metadata/local.meta does`,
      fix: "give them llama_analyst",
    }),
  ];
}

async function checkKvStore(
  session: SplunkdSession,
  { kvStoreStatus }: Awaited<ReturnType<SplunkdSession["server"]>>,
): Promise<Finding[]> {
  if (kvStoreStatus !== undefined && kvStoreStatus !== "ready") {
    return [
      problem("kv store", {
        finding: `The KV store says ${kvStoreStatus}, so the triage search and shared verdicts cannot keep what they know`,
        fix: "see splunk show kvstore-status; certificates that are out of date and a full disk are common",
      }),
    ];
  }
  await session.tryCollection(collection);
  return [ok("kv store", `The KV store is ready, and the app's collection ${collection} can be read.`)];
}

async function checkIndexes(session: SplunkdSession): Promise<Finding[]> {
  const known = await session.indexes();
  return Object.entries(optionalIndexes).map(([index, holds]) =>
    known.includes(index)
      ? ok("indexes", `The index ${index} is there.`)
      : warning("indexes", {
          finding: `This search head knows no index ${index} (${holds})`,
          fix: `add [${index}] to local/indexes.conf as docs/install.md has it; where it is on the indexers, index=${index} finds it and all is well`,
        }),
  );
}

async function orProblem(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof SplunkdError)) throw error;
    return [problem(check, error)];
  }
}
