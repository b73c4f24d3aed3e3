import { labelledApplications } from "./labelled-applications.ts";
import { labelledAuthentication } from "./labelled-authentication.ts";
import { labelledCloud } from "./labelled-cloud.ts";
import { labelledForms } from "./labelled-forms.ts";
import { labelledHeldOut } from "./labelled-held-out.ts";
import { labelledMachines } from "./labelled-machines.ts";
import { labelledPlatforms } from "./labelled-platforms.ts";
import { labelledServices } from "./labelled-services.ts";
import { labelledValues } from "./labelled-values.ts";

export interface LabelledLine {
  readonly system: string;
  readonly text: string;
  readonly values: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
}

/**
 * A line in the notation of the files beside this: `⟦IP|10.0.0.1⟧` is a value with its kind, `⟦SECRET|@github⟧`
 * one of labelled-values.ts.
 */
function parsed(system: string, written: string): LabelledLine {
  const values: { start: number; end: number; kind: string }[] = [];
  let text = "";
  for (const part of written.split(/(⟦[^⟧]*⟧)/)) {
    const [, kind, value] = /^⟦([A-Z_]+)\|(.*)⟧$/.exec(part) ?? [];
    if (kind === undefined || value === undefined) {
      text += part;
      continue;
    }
    const shown = value.startsWith("@") ? labelledValues[value.slice(1)] : value;
    if (shown === undefined) throw new Error(`labelled-values.ts has no ${value}`);
    values.push({ start: text.length, end: text.length + shown.length, kind });
    text += shown;
  }
  return { system, text, values };
}

/** The same line as the message of a JSON log. */
function inJson({ system, text, values }: LabelledLine): LabelledLine {
  const head = '{"time":"2026-03-14T03:12:00.123Z","level":"info","message":"';
  const escaped = (part: string) => JSON.stringify(part).slice(1, -1);
  const place = (at: number) => head.length + escaped(text.slice(0, at)).length;
  return {
    system: `${system}, in JSON`,
    text: `${head}${escaped(text)}"}`,
    values: values.map(({ start, end, kind }) => ({ start: place(start), end: place(end), kind })),
  };
}

const written = {
  ...labelledAuthentication,
  ...labelledCloud,
  ...labelledServices,
  ...labelledMachines,
  ...labelledApplications,
  ...labelledPlatforms,
  ...labelledForms,
};

const linesOf = (blocks: Readonly<Record<string, string>>): readonly LabelledLine[] =>
  Object.entries(blocks).flatMap(([system, block]) =>
    block
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => parsed(system, line)),
  );

/** Those with which the detectors were made better. */
const knownLines = linesOf(written);
/** Those written afterwards. */
export const heldOutLines = linesOf(labelledHeldOut);
export const writtenLines = [...knownLines, ...heldOutLines];

export const labelledLines: readonly LabelledLine[] = [...writtenLines, ...writtenLines.map(inJson)];
