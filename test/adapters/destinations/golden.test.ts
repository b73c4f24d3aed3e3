import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { DestinationType } from "../../../src/engine/delivery/destination.ts";
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
    expectGolden(`${type}/${name}.json`, shown(type, receiver.requests.slice(before)));
  });
});

function shown(type: DestinationType, requests: readonly SeenRequest[]): string {
  const calls = requests.map(({ method, path, body }) => ({
    call: `${method} ${path.replace(canaries.slack_webhook, "/services/…")}`,
    body: JSON.parse(body),
  }));
  return `${JSON.stringify(calls, null, 2).replaceAll(canaries[type], "…")}\n`;
}

function expectGolden(name: string, text: string): void {
  const file = fileURLToPath(new URL(`golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(text);
}
