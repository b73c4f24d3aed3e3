import type { SettingDeclaration } from "../adapters/configuration/stanzas/declaration.ts";
import { endpoint } from "../adapters/configuration/stanzas/endpoint.ts";
import { type Content, code, type Field, type FieldDescription, field } from "./elements.ts";
import { entryOf, referenceOf, type Settings } from "./endpoint-store.ts";
import {
  type FieldName,
  type FormValues,
  type KeyPlace,
  type SettingName,
  settingNames,
} from "./form-problems.ts";

export type Fields = Readonly<Record<FieldName, Field>>;

/** The fields that most people leave as they are. */
export const advancedFields: readonly FieldName[] = [
  "name",
  ...settingNames.filter((name) => name !== "url" && name !== "model"),
];

/** The fields in the order they stand on the page, so that the focus goes to the first that has to be corrected. */
export function allFields(settings: Settings, name: string, exists: boolean): Fields {
  const { url, model, ...others } = Object.fromEntries(
    settingNames.map((key) => [key, settingField(key, settings[key] ?? "")]),
  ) as Record<SettingName, Field>;
  const reference = referenceOf(settings);
  return {
    url,
    model,
    keyFile: field({
      id: "llama-key-file",
      label: "Path of the file",
      value: reference?.kind === "file" ? reference.name : "",
      required: true,
      help: [
        "The file holds the key alone, and the user that runs splunkd can read it (chmod 600). On a search-head cluster it " +
          "has to exist at this path on every member.",
      ],
    }),
    key: field({
      id: "llama-key",
      label: "Key",
      type: "password",
      required: true,
      help: [keyHelp(settings)],
    }),
    name: field({
      id: "llama-name",
      label: "Name of the endpoint",
      value: name,
      required: true,
      readonly: exists,
      width: "short",
      help: withCode(
        "default serves every search that names none; another one is asked with `llm_endpoint=NAME`.",
      ),
    }),
    ...others,
  };
}

function settingField(name: SettingName, value: string): Field {
  const setting: SettingDeclaration = endpoint.settings[name];
  const { type, label = name, help, default: placeholder = "", required } = setting;
  return field({
    id: `llama-${name}`,
    label,
    value,
    required: required === true,
    placeholder,
    help: withCode(help.split("\n", 1).join("")),
    ...inputFor(type.syntax),
  });
}

/** How a value is best typed, by what it is in llama.conf.spec. */
function inputFor(syntax: string): Pick<FieldDescription, "inputmode" | "width"> {
  if (syntax.startsWith("<url>")) return { inputmode: "url" };
  if (syntax === "<integer>") return { inputmode: "numeric", width: "short" };
  if (syntax === "<number>") return { inputmode: "decimal", width: "short" };
  return syntax === "<name>" ? { width: "short" } : {};
}

/** Text between backticks becomes code. */
function withCode(text: string): Content[] {
  return text.split("`").map((part, at) => (at % 2 === 1 ? code(part) : part));
}

function keyHelp(settings: Settings): string {
  return entryOf(settings) === undefined
    ? "Encrypted by Splunk, replicated in a search-head cluster, and never shown again on this page."
    : "A key is stored and is not shown. Leave this empty to keep it, or paste one to replace it.";
}

export function valuesOf(fields: Fields, keyPlace: KeyPlace): FormValues {
  const texts = Object.fromEntries(
    Object.entries(fields).map(([key, { input }]) => [key, input.value.trim()]),
  ) as Record<FieldName, string>;
  return { ...texts, keyFile: texts.keyFile.replace(/^file:\s*/, ""), keyPlace };
}

/** The settings as llama.conf has them; the key itself is not among them. */
export function settingsOf(values: FormValues, before: Settings): Settings {
  const references: Record<KeyPlace, string> = {
    none: "",
    file: `file:${values.keyFile}`,
    passwords: `passwords:${entryOf(before) ?? values.name}`,
    kept: before.api_key ?? "",
  };
  const given = settingNames.map((key) => [key, values[key]]);
  return Object.fromEntries(
    [...given, ["api_key", references[values.keyPlace]]].filter(([, value]) => value !== ""),
  );
}
