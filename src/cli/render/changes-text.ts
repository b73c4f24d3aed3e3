import type { Change, ChangeKind, Changes } from "../../engine/change/changes.ts";
import { printable, truncate } from "../../engine/printable.ts";
import { secondOf } from "./evidence-text.ts";
import { type TextTableLook, textTable } from "./text-table.ts";
import { counted, grouped, severityStyles } from "./triage-table.ts";

const shownChanges = 20;
const shownRare = 10;
const longestSteering = 100;
const words: Readonly<Record<ChangeKind, string>> = {
  ...{ new: "new", gone: "gone", louder: "louder", quieter: "quieter", values: "other values" },
};

/** What has changed, the worst first, and that every line is accounted for. @param all show every change, and what is rare */
export function changesText(
  { changes, lines, unchanged, rare, scale, steering }: Changes,
  look: TextTableLook,
  all: boolean,
): string[] {
  const shown = all ? changes : changes.slice(0, shownChanges);
  const more = changes.length - shown.length;
  const marks = steering.map(
    ({ first, count, text }) =>
      `  ${first === null ? "" : `${secondOf(first)} UTC  `}${count > 1 ? `${grouped(count)} × ` : ""}${truncate(printable(text), longestSteering)}`,
  );
  return [
    ...(changes.length === 0 ? ["Nothing is different but by chance."] : tableOf(shown, look)),
    ...(more > 0 ? [`… and ${counted(more, "more change")}; --all shows them`] : []),
    ...(rare.length > 0
      ? [
          "",
          "Only after; so few or so close together that it may be chance:",
          ...tableOf(shownRareOf(rare, all), look),
        ]
      : []),
    ...(!all && rare.length > shownRare
      ? [`… and ${counted(rare.length - shownRare, "more template")}; --all shows them`]
      : []),
    ...(marks.length > 0 ? ["", "What was done on the second side:", ...marks] : []),
    "",
    `${grouped(lines.before)} lines before, ${grouped(lines.after)} after${scaleText(scale)}: ${counted(changes.length, "template")} changed ` +
      `(${grouped(lines.before - unchanged.before)} and ${grouped(lines.after - unchanged.after)} lines), ${grouped(unchanged.templates)} not ` +
      `(${grouped(unchanged.before)} and ${grouped(unchanged.after)})`,
  ];
}

function shownRareOf(rare: readonly Change[], all: boolean): readonly Change[] {
  return all ? rare : rare.slice(0, shownRare);
}

function tableOf(changes: readonly Change[], look: TextTableLook): string[] {
  return textTable(
    [
      { head: "SEV", styleOf: (text) => severityStyles[text as keyof typeof severityStyles] },
      { head: "WHAT" },
      { head: "BEFORE" },
      { head: "AFTER" },
      { head: "TEMPLATE", mostLines: 3 },
    ],
    changes.map(({ severity, kind, before, after, factor, values, template }) => ({
      cells: [
        severity,
        words[kind] + (kind === "louder" || kind === "quieter" ? ` ×${factor}` : ""),
        grouped(before),
        grouped(after),
        template.replace(/^(?:<\*>[\s:\]|-]*)+/, ""),
      ],
      below: values.slice(0, 3),
    })),
    look,
  );
}

/** Nothing where both are about as long. */
function scaleText(scale: number): string {
  return scale > 0.8 && scale < 1.25 ? "" : `, which is ${Number(scale.toPrecision(2))} × as long`;
}
