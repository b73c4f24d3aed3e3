import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { DestinationType } from "../../../src/engine/ledger/target.ts";
import type { SeenRequest } from "../../support/alert-receivers/receiver.ts";
import { messageOf, news } from "./sample-alerts.ts";
import { canaries, destinationTypes, patient, underTest } from "./under-test.ts";

// After a change that is meant: UPDATE_GOLDEN=1 npx vitest run test/adapters/destinations, then read the difference.
describe.each(destinationTypes)("what %s is sent", (type) => {
  test.each(news)("of $name is the golden one", async ({ name, follows, message }) => {
    const { receiver, destination } = await underTest(type);
    const opened = follows ? await destination.send(messageOf(), patient()) : undefined;
    const reference = opened?.outcome === "delivered" ? opened.reference : undefined;
    const before = receiver.requests.length;
    const outcome = await destination.send({ ...message, earlier: reference }, patient());
    expect(outcome).toMatchObject({ outcome: "delivered" });
    expectGolden(`${type}/${name}.txt`, shown(type, receiver.requests.slice(before)));
  });
});

/** Each call as its reader sees it, then as it is sent. */
function shown(type: DestinationType, requests: readonly SeenRequest[]): string {
  return requests
    .map(({ method, path, body }) => {
      const sent: unknown = JSON.parse(body);
      const call = `${method} ${path.replace(canaries.slack_webhook, "/services/…")}`;
      return `=== ${call}\n\n${readable(sent)}\n\n${JSON.stringify(sent, null, 2)}\n`;
    })
    .join("\n")
    .replaceAll(canaries[type], "…");
}

/** The texts in their order, with Slack's entities and markup as it shows them. */
function readable(sent: unknown): string {
  const { text, blocks, attachments, payload } = sent as Record<string, unknown>;
  if (payload !== undefined) return linesOf(payload).join("\n");
  if (text === undefined) return linesOf(sent).join("\n");
  const seen = [`(notification) ${String(text)}`, ...textsOf([blocks, attachments])].join("\n");
  return seen
    .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, "$1")
    .replace(/<(https?:[^|>]*)(?:\|([^>]*))?>/g, (_, address, label) => `[${label ?? address}]`)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** A line for each block or element; within rich text the elements stand side by side. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const { type, text, elements = [], blocks } = value as Record<string, unknown>;
  if (typeof text === "string") return [text];
  if (type === "rich_text") return (elements as object[]).map((inner) => textsOf(inner).join(""));
  return [...textsOf(text), ...textsOf(elements), ...textsOf(blocks)];
}

function linesOf(value: unknown, indent = ""): string[] {
  return Object.entries(value as object).flatMap(([key, inner]) =>
    typeof inner === "object" && inner !== null
      ? [`${indent}${key}:`, ...linesOf(inner, `${indent}  `)]
      : [`${indent}${key}: ${String(inner)}`],
  );
}

function expectGolden(name: string, text: string): void {
  const file = fileURLToPath(new URL(`golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(text);
}
