import { endpoint } from "../adapters/configuration/stanzas/endpoint.ts";
import { Problem, type SecretReference, secret } from "../adapters/configuration/stanzas/value-types.ts";
import { app, type Explanation, explain, inApp, Refusal, request } from "./splunk-web.ts";

/** The keys of an [endpoint:NAME] that have a value. */
export type Settings = Readonly<Record<string, string>>;

export interface Endpoint {
  readonly name: string;
  readonly settings: Settings;
  readonly removable: boolean;
}

export interface State {
  readonly endpoints: readonly Endpoint[];
  /** Which stanza names which entry of the password store. */
  readonly references: readonly { readonly stanza: string; readonly entry: string }[];
  /** Whether the app is marked as set up; undefined where the person may not look. */
  readonly configured: boolean | undefined;
  readonly mayWrite: boolean | undefined;
}

export interface Change {
  readonly name: string;
  /** Undefined for a new endpoint. */
  readonly before: Settings | undefined;
  readonly settings: Settings;
  /** Empty when none is to be stored. */
  readonly key: string;
}

interface Failure extends Explanation {
  readonly what: string;
}

export interface Outcome {
  readonly done: readonly string[];
  readonly failures: readonly Failure[];
  readonly keyStored: boolean;
  /** The settings are as wanted; a failure then concerns what is around them. */
  readonly complete: boolean;
}

interface Step {
  readonly run: () => Promise<unknown>;
  readonly done: string;
  readonly failed: string;
  /** Who may do it, as the end of "That takes …". */
  readonly permission: string;
  /** Those after it are of no use without it. */
  readonly needed?: boolean;
  readonly keyStored?: boolean;
  readonly complete?: boolean;
}

interface Entry {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly acl: { readonly app?: string; readonly removable?: boolean; readonly can_write?: boolean };
}
type Entries = { readonly entry: readonly Entry[] };

const stanzaPrefix = "endpoint:";
const realm = "llama_log_analyzer";
export const whoWrites = "the role llama_admin or admin (sc_admin on Splunk Cloud)";
const whoKeepsKeys = "the right edit_storage_passwords, which the roles llama_admin and admin have";
const whoMarks = "the role admin (sc_admin on Splunk Cloud); llama_admin is not enough for this step";

const allStanzas = inApp("configs/conf-llama");
const allPasswords = inApp("storage/passwords");
const thisApp = `services/apps/local/${app}`;
const stanzaPath = (stanza: string) => `${allStanzas}/${encodeURIComponent(stanza)}`;
const passwordPath = (entry: string) => `${allPasswords}/${encodeURIComponent(`${realm}:${entry}:`)}`;

const isStatus = (error: unknown, status: number) => error instanceof Refusal && error.status === status;

/** The endpoints as splunkd keeps them: settings in the app's local/llama.conf, keys in the password store. @throws Refusal */
export async function loadState(): Promise<State> {
  const [entries, appState] = await Promise.all([loadStanzas(), loadAppState()]);
  const references = entries.flatMap(({ name, content }) =>
    Object.values(content).flatMap((value) => {
      const reference = readReference(String(value));
      return reference?.kind === "passwords" ? { stanza: name, entry: reference.name } : [];
    }),
  );
  const endpoints = entries.filter(({ name }) => name.startsWith(stanzaPrefix)).map(endpointOf);
  return { endpoints, references, ...appState };
}

async function loadStanzas(): Promise<readonly Entry[]> {
  try {
    const { entry } = await request<Entries>("GET", allStanzas, { count: "0" });
    // Another app's llama.conf is listed here when that app shares it, but searches do not read it.
    return entry.filter(({ acl }) => acl.app === undefined || acl.app === app);
  } catch (error) {
    // No llama.conf has been written yet.
    if (isStatus(error, 404)) return [];
    throw error;
  }
}

/** Splunk Cloud does not let everyone read this; the page works without it. */
async function loadAppState(): Promise<Pick<State, "configured" | "mayWrite">> {
  try {
    const { entry } = await request<Entries>("GET", thisApp);
    const { content, acl } = entry[0] as Entry;
    const configured = content.configured === true || /^(?:1|true)$/i.test(String(content.configured));
    return { configured, mayWrite: acl.can_write };
  } catch {
    return { configured: undefined, mayWrite: undefined };
  }
}

function endpointOf({ name, content, acl }: Entry): Endpoint {
  const given = Object.keys(endpoint.settings).map((key) => [key, String(content[key] ?? "")]);
  const settings = Object.fromEntries(given.filter(([, value]) => value !== ""));
  return { name: name.slice(stanzaPrefix.length), settings, removable: acl.removable !== false };
}

/**
 * Stores the key first, because settings that name a missing key would break searches; then saves the settings; then marks
 * the app as set up, after which Splunk stops redirecting people here. A needed step that fails stops those after it.
 */
export function saveEndpoint({ name, before, settings, key }: Change, state: State): Promise<Outcome> {
  const stanza = `${stanzaPrefix}${name}`;
  const entry = entryOf(settings);
  const old = before === undefined ? undefined : entryOf(before);
  const steps: Step[] = [];
  if (key !== "" && entry !== undefined) {
    steps.push({
      run: () => storeKey(entry, key),
      done: `The key is in Splunk's password store, as ${entry} of the realm ${realm}.`,
      failed: "The key was not stored.",
      permission: whoKeepsKeys,
      needed: true,
      keyStored: true,
    });
  }
  steps.push({
    run: () => (before === undefined ? create(stanza, settings) : update(stanza, before, settings)),
    done: `The endpoint ${name} is in local/llama.conf of the app; every search that starts from now on uses it.`,
    failed: `The settings of the endpoint ${name} were not saved.`,
    permission: whoWrites,
    needed: true,
    complete: true,
  });
  if (state.configured !== true) steps.push(markAsSetUp);
  if (old !== entry) steps.push(...forgetKey(old, stanza, state));
  return take(steps);
}

export function removeEndpoint({ name, settings }: Endpoint, state: State): Promise<Outcome> {
  const stanza = `${stanzaPrefix}${name}`;
  const removal: Step = {
    run: () => request("DELETE", stanzaPath(stanza)),
    done: `The endpoint ${name} is removed from local/llama.conf of the app.`,
    failed: `The endpoint ${name} was not removed.`,
    permission: whoWrites,
    needed: true,
    complete: true,
  };
  return take([removal, ...forgetKey(entryOf(settings), stanza, state)]);
}

/** The name of the endpoint's key in the password store; undefined when it is not kept there. */
export function entryOf(settings: Settings): string | undefined {
  const reference = referenceOf(settings);
  return reference?.kind === "passwords" ? reference.name : undefined;
}

/** Where the endpoint's key is kept. Undefined without a key, and for a text that names no place: it may be the key itself. */
export function referenceOf({ api_key: text = "" }: Settings): SecretReference | undefined {
  return readReference(text);
}

function readReference(text: string): SecretReference | undefined {
  const read = secret().read(text, "");
  return read instanceof Problem ? undefined : read;
}

const markAsSetUp: Step = {
  run: () => request("POST", thisApp, { configured: "true" }),
  done: "The app is marked as set up.",
  failed:
    "The app could not be marked as set up, so Splunk may keep sending people to this page; searches work all the same.",
  permission: whoMarks,
};

/** Removes a key that no stanza names any more: Splunk has no page on which it could be found later. */
function forgetKey(entry: string | undefined, stanza: string, { references }: State): Step[] {
  if (entry === undefined) return [];
  if (references.some((reference) => reference.entry === entry && reference.stanza !== stanza)) return [];
  const unlessMissing = (error: unknown) => {
    if (!isStatus(error, 404)) throw error;
  };
  return [
    {
      run: () => request("DELETE", passwordPath(entry)).catch(unlessMissing),
      done: `Its key ${entry} is removed from Splunk's password store, because nothing names it any more.`,
      failed: `Its key ${entry} is still in Splunk's password store, realm ${realm}, and nothing names it any more.`,
      permission: whoKeepsKeys,
    },
  ];
}

async function take(steps: readonly Step[]): Promise<Outcome> {
  const done: string[] = [];
  const failures: Failure[] = [];
  let keyStored = false;
  let complete = false;
  for (const step of steps) {
    try {
      await step.run();
    } catch (error) {
      failures.push({ what: step.failed, ...explain(error, step.permission) });
      if (step.needed) break;
      continue;
    }
    done.push(step.done);
    keyStored ||= step.keyStored === true;
    complete ||= step.complete === true;
  }
  return { done, failures, keyStored, complete };
}

async function storeKey(entry: string, key: string): Promise<void> {
  try {
    try {
      await request("POST", allPasswords, { name: entry, password: key, realm });
    } catch (error) {
      if (!isStatus(error, 409)) throw error;
      await request("POST", passwordPath(entry), { password: key });
    }
  } catch (error) {
    // splunkd's message is shown, and must not bring the key back with it.
    throw error instanceof Refusal
      ? new Refusal(error.status, error.said.split(key).join("(the key)"))
      : error;
  }
}

async function create(stanza: string, settings: Settings): Promise<void> {
  const fields = { name: stanza, ...settings };
  try {
    await request("POST", allStanzas, fields);
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    await request("POST", inApp("properties"), { __conf: "llama" });
    await request("POST", allStanzas, fields);
  }
}

/** A setting that was removed is sent empty, because an empty value also overrides the one of a lower layer. */
function update(stanza: string, before: Settings, settings: Settings): Promise<unknown> {
  const emptied = Object.keys(before).filter((key) => settings[key] === undefined);
  return request("POST", stanzaPath(stanza), {
    ...Object.fromEntries(emptied.map((key) => [key, ""])),
    ...settings,
  });
}
