import { escapedXml, svgPage } from "./svg-page.ts";

export interface Comparison {
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  readonly peer: string;
  /** Less is better, so the bars are drawn by their logarithms. */
  readonly isLess?: boolean;
}

const width = 760;
const rowHeight = 58;
const margin = 16;
const barsFrom = 320;
const longestBar = 220;

/** Two bars for each figure: ours and a peer's, each row by a scale of its own. */
export function comparisonChart(rows: readonly Comparison[]): string {
  const drawn = rows.flatMap(({ what, ours, theirs, peer, isLess = false }, row) => {
    const top = margin + row * rowHeight;
    const size = (value: number): number => (isLess ? Math.log10(value + 1) : value);
    const longest = Math.max(size(ours), size(theirs));
    const bar = (value: number, name: string, at: number): string => {
      const length = Math.max(2, Math.round((size(value) / longest) * longestBar));
      return (
        `<rect class="${name}" x="${barsFrom}" y="${at}" width="${length}" height="14" rx="2"/>` +
        `<text x="${barsFrom + length + 8}" y="${at + 12}" class="${name === "ours" ? "strong" : "dim"}">${value.toLocaleString("en-US")}${name === "ours" ? "" : ` ${escapedXml(peer)}`}</text>`
      );
    };
    return [
      `<text x="${margin}" y="${top + 22}">${escapedXml(what)}</text>`,
      bar(ours, "ours", top + 2),
      bar(theirs, "theirs", top + 22),
    ];
  });
  return svgPage("Figures beside a peer's", width + 60, rows.length * rowHeight + margin, drawn);
}
