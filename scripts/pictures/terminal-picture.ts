import { escapedXml, svgPage } from "./svg-page.ts";

const lineHeight = 18;
const margin = 16;
const columnWidth = 7.83;

/** Classes of the styles that the program prints. */
const classes: Readonly<Record<string, string>> = {
  "1": "strong",
  "2": "dim",
  "31": "red",
  "33": "yellow",
  "34": "blue",
  "36": "cyan",
};

/** Draws what a terminal shows. @param screen text with SGR sequences */
export function terminalPicture(command: string, screen: string): string {
  const lines = [`\u001b[2m$ \u001b[0m${command}`, "", ...screen.trimEnd().split("\n")];
  const columns = Math.max(...lines.map((line) => [...withoutSequences(line)].length));
  const rows = lines.map(
    (line, row) =>
      `<text x="${margin}" y="${margin + lineHeight * (row + 1) - 5}" xml:space="preserve">${spansOf(line)}</text>`,
  );
  return svgPage(
    `What ${command} prints`,
    Math.ceil(columns * columnWidth) + 2 * margin,
    lines.length * lineHeight + 2 * margin,
    rows,
  );
}

function spansOf(line: string): string {
  let style: readonly string[] = [];
  return line
    .split(/(\u001b\[[\d;]*m)/)
    .map((part) => {
      const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
      if (codes === undefined) return span(part, style);
      for (const code of codes.split(";")) style = styleAfter(style, code);
      return "";
    })
    .join("");
}

/** 22 ends bold and dim, 39 a colour, 0 all. */
function styleAfter(style: readonly string[], code: string): readonly string[] {
  if (code === "0" || code === "") return [];
  if (code === "22") return style.filter((each) => each !== "1" && each !== "2");
  if (code === "39") return style.filter((each) => !each.startsWith("3"));
  return [...style, code];
}

function span(text: string, style: readonly string[]): string {
  if (text === "") return "";
  const names = style.map((code) => classes[code]).filter((name) => name !== undefined);
  const escaped = escapedXml(text);
  return names.length === 0
    ? `<tspan>${escaped}</tspan>`
    : `<tspan class="${names.join(" ")}">${escaped}</tspan>`;
}

function withoutSequences(line: string): string {
  return line.replace(/\u001b\[[\d;]*m/g, "");
}
