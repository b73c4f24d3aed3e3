// Draws the app's icons from mark.svg with Chromium: node scripts/run.mjs scripts/package/icons/draw.ts
// Run by hand after the drawing has changed; the PNGs are checked in. CHROMIUM names another browser.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** On a light ground: the tile and the llama change places. */
const light: Readonly<Record<string, string>> = {
  "#1f4e5f": "#e4eff0",
  "#ffffff": "#1f4e5f",
  "#5fb3b3": "#3f8f95",
};
const icons = [
  { name: "appIcon", size: 36, colours: {} },
  { name: "appIcon_2x", size: 72, colours: {} },
  { name: "appIconAlt", size: 36, colours: light },
  { name: "appIconAlt_2x", size: 72, colours: light },
] as const;

const mark = readFileSync(resolve("scripts/package/icons/mark.svg"), "utf8");
const target = resolve("app/static");
const folder = mkdtempSync(join(tmpdir(), "llama-icons-"));
mkdirSync(target, { recursive: true });
try {
  for (const { name, size, colours } of icons) draw(name, size, colours);
} finally {
  rmSync(folder, { recursive: true });
}

function draw(name: string, size: number, colours: Readonly<Record<string, string>>): void {
  const svg = mark
    .replace(/#[0-9a-f]{6}/g, (colour) => colours[colour] ?? colour)
    .replace("<svg ", `<svg width="${size}" height="${size}" style="display:block" `);
  const page = join(folder, `${name}.html`);
  const png = join(target, `${name}.png`);
  writeFileSync(page, `<!doctype html><body style="margin:0">${svg}</body>`);
  const browser = process.env.CHROMIUM ?? "chromium";
  const flags = ["--headless", "--no-sandbox", "--hide-scrollbars", "--default-background-color=00000000"];
  const { status, error } = spawnSync(browser, [
    ...flags,
    ...[`--window-size=${size},${size}`, `--screenshot=${png}`, pathToFileURL(page).href],
  ]);
  if (status !== 0) throw new Error(`${browser} drew no ${name}.png: ${error?.message ?? `exit ${status}`}`);
  process.stdout.write(`${name}.png ${size} x ${size}\n`);
}
