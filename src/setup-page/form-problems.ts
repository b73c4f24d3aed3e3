import { plainName, type SettingDeclaration } from "../adapters/configuration/stanzas/declaration.ts";
import { endpoint } from "../adapters/configuration/stanzas/endpoint.ts";
import { Problem, path, secretForm } from "../adapters/configuration/stanzas/value-types.ts";

/** Where the form says that the endpoint's key is kept; `kept`: as it was, in a way the form does not offer. */
export type KeyPlace = "none" | "file" | "passwords" | "kept";

/** The settings that have a field of their own, by their names in llama.conf. */
export type SettingName = Exclude<keyof typeof endpoint.settings, "api_key">;
export const settingNames = Object.keys(endpoint.settings).filter(
  (key): key is SettingName => key !== "api_key",
);

export type FieldName = SettingName | "keyFile" | "key" | "name";

/** What the form holds, as trimmed text. */
export type FormValues = Readonly<Record<FieldName, string>> & { readonly keyPlace: KeyPlace };

export type FormProblems = Readonly<Partial<Record<FieldName, string>>>;

/**
 * What of the form has to be corrected, told beside its field before anything is sent. Settings are read by the functions
 * that read llama.conf.
 *
 * @param known the names of the other endpoints, and whether the password store has a key already
 * @returns a sentence for each field that has to be corrected
 */
export function problemsOf(
  values: FormValues,
  known: { readonly taken: readonly string[]; readonly keyIsStored: boolean },
): FormProblems {
  const { keyPlace, keyFile, key, name } = values;
  const found: Partial<Record<FieldName, string | undefined>> = { name: nameProblem(name, known.taken) };
  for (const setting of settingNames) {
    found[setting] = settingProblem(endpoint.settings[setting], values[setting]);
  }
  if (keyPlace === "file") found.keyFile = settingProblem({ type: path(), required: true }, keyFile);
  if (keyPlace === "passwords" && !(key === "" && known.keyIsStored)) found.key = keyProblem(key);
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

function settingProblem(
  { type, required }: Pick<SettingDeclaration, "type" | "required">,
  text: string,
): string | undefined {
  if (text === "" && required !== true) return undefined;
  const value = text === "" ? undefined : type.read(text, "");
  if (value === undefined) return `Enter ${type.wanted}.`;
  if (value instanceof Problem) return `This ${value.finding}: ${value.fix}.`;
  // In llama.conf it would take in the next line.
  return text.endsWith("\\") ? "This cannot end with a backslash." : undefined;
}

function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (name === "") return "Give the endpoint a name; default serves every search that names none.";
  if (!plainName.pattern.test(name))
    return "A name has only letters, digits, _, - and dot, at most 100 of them.";
  if (taken.includes(name))
    return `There is an endpoint ${name} already: edit it in the list, or choose another name.`;
  return undefined;
}

function keyProblem(key: string): string | undefined {
  if (key === "") return "Paste the key.";
  if (secretForm.test(key)) return undefined;
  return "A key is one line of letters, digits and signs without spaces. Copy it again, and the key alone.";
}
