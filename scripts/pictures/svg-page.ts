/** A picture with its own ground, in light and dark as the reader's page is. */
export function svgPage(title: string, width: number, height: number, content: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${escapedXml(title)}</title>
<style>
svg { --ground: #ffffff; --text: #1f2328; --dim: #59636e; --red: #cf222e; --yellow: #9a6700; --blue: #0969da; --cyan: #1b7c83; --ours: #0969da; --theirs: #afb8c1 }
@media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --text: #e6edf3; --dim: #9198a1; --red: #ff7b72; --yellow: #d29922; --blue: #58a6ff; --cyan: #39c5cf; --ours: #4493f8; --theirs: #484f58 } }
text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--text) }
.strong { font-weight: 700 } .dim { fill: var(--dim) } .red { fill: var(--red) } .yellow { fill: var(--yellow) }
.blue { fill: var(--blue) } .cyan { fill: var(--cyan) } .ours { fill: var(--ours) } .theirs { fill: var(--theirs) }
</style>
<rect width="${width}" height="${height}" rx="8" style="fill: var(--ground)"/>
${content.join("\n")}
</svg>
`;
}

export function escapedXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
