import { type GroupReport, percentText, reasonText } from "../../app/detect/detection-report.ts";
import { secondOf } from "./evidence-text.ts";
import { type TextTableLook, textTable } from "./text-table.ts";
import { counted, grouped } from "./triage-table.ts";

const shownGroups = 20;
const longestKey = 30;

/** Groups of strange sessions as a table. @param all show every group */
export function detectionText(groups: readonly GroupReport[], look: TextTableLook, all: boolean): string[] {
  const shown = all ? groups : groups.slice(0, shownGroups);
  const rows = shown.map(({ count, score, first, reasons, sessions: [example = ""] }) => ({
    cells: [
      grouped(count),
      score.toFixed(2),
      first === null ? "no time" : secondOf(first),
      example,
      reasons.length === 0 ? "nothing by itself, only together" : reasons.map(reasonText).join("; "),
    ],
  }));
  const more = groups.length - shown.length;
  return [
    ...textTable(
      [
        { head: "SESSIONS" },
        { head: "SCORE" },
        { head: "FIRST, UTC" },
        { head: "ONE OF THEM", widest: longestKey },
        { head: "WHAT IS STRANGE", mostLines: 4 },
      ],
      rows,
      look,
    ),
    ...(more > 0 ? [`… and ${counted(more, "more group")}; --all shows them`] : []),
  ];
}

/** `11,501 sessions by block, 383 strange (3.3 %)` */
export function detectionSummary(sessions: number, by: string, strange: number): string {
  const share = sessions === 0 ? 0 : strange / sessions;
  return `${counted(sessions, "session")} by ${by}, ${grouped(strange)} strange (${percentText(share)})`;
}
