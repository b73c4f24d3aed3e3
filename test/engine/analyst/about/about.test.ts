import { describe, expect, test } from "vitest";
import {
  ofApplication,
  ofGeneral,
  ofUnknown,
  withAbout,
  withSentence,
} from "../../../../src/engine/analyst/about/about.ts";
import { applicationNames } from "../../../../src/engine/analyst/about/applications.ts";
import { longestPhrase, readPhrases } from "../../../../src/engine/analyst/about/phrases.ts";
import { reasonNames } from "../../../../src/engine/analyst/about/reasons.ts";
import { thingNames } from "../../../../src/engine/analyst/about/things.ts";
import { assess } from "../../../../src/engine/analyst/assess.ts";
import { Reading } from "../../../../src/engine/reading/reading.ts";

const about = (line: string, telling = ofUnknown) => withAbout("It failed", new Reading(line), telling);

describe("what a line is about", () => {
  test("is its application, what it has to do with, and why that did not work", () => {
    expect(about("2026-11-04 13:10:01 [error] vhost 'billing-v2' not found (amqp)")).toBe(
      "It failed. It is about RabbitMQ, virtual host (vhost): not found (missing).",
    );
  });

  test("is read from joined names, too", () => {
    expect(about("org.example.kafka.NotEnoughReplicasException: partition_ack")).toBe(
      "It failed. It is about Kafka, replica, partition: too few replicas (not enough members).",
    );
  });

  test("the keys of pairs and objects are not what it is about", () => {
    expect(about('volume=a certificate=b {"token":"x"}')).toBe("It failed.");
  });

  test("a program's name that is a word of the language counts only where the line names its program", () => {
    expect(about("a vector of numbers is refused")).toBe("It failed. It says: refused (rejected).");
    expect(about("Mar 12 06:01:17 h1 vector[7]: chunk dropped")).toBe(
      "It failed. It is about Vector, log chunks: dropped (discarded).",
    );
  });

  test("the last of equally telling reasons is nearest to the cause", () => {
    expect(about("not found: timed out: has expired")).toContain(
      "says: expired, timed out (no answer in time).",
    );
  });

  test("holds nothing that only the line says", () => {
    const line = "ERROR vhost alice-4711 at 203.0.113.7 not found for bob@example.com";
    expect(about(line)).not.toMatch(/alice|4711|203|bob/);
  });
});

describe("how much of it is told", () => {
  const line = "level=error app=kafka topic orders: connection refused";

  test("of a failure that several applications have only whose it is and the surest reason", () => {
    expect(about(line, ofGeneral)).toBe("It failed. It is about Kafka, topic: connection refused.");
    expect(about("topic orders: connection refused", ofGeneral)).toBe(
      "It failed. It says: connection refused.",
    );
  });

  test("of an application's own failure only why", () => {
    expect(about(line, ofApplication)).toBe("It failed. It says: connection refused.");
  });

  test("nothing that the cause says already", () => {
    expect(withAbout("Kafka refused a topic", new Reading("kafka topic"), ofUnknown)).toBe(
      "Kafka refused a topic.",
    );
  });

  test("what the cause only quotes is told", () => {
    expect(withAbout('"topic is gone": it failed', new Reading("topic"), ofUnknown)).toContain("about topic");
  });

  test("never more than a verdict's text may have", () => {
    const cause = "x".repeat(230);
    expect(withAbout(cause, new Reading(line), ofUnknown)).toBe(`${cause}.`);
  });
});

describe("a sentence of the search", () => {
  test("takes the place of what the line is about where both are too long", () => {
    const cause = `${"x".repeat(171)}. It is about .NET, connection pool: timed out.`;
    expect(withSentence(cause, "Twice as many.")).toBe(`${cause} Twice as many.`);
    expect(withSentence(cause, "Ten times as many as ever.")).toBe(
      `${"x".repeat(171)}. Ten times as many as ever.`,
    );
    expect(withSentence(cause, "y".repeat(80))).toBe(cause);
  });
});

test.each([
  ["applications", applicationNames],
  ["things", thingNames],
  ["reasons", reasonNames],
])("no phrase of the table of %s is too long to be found", (_, table) => {
  expect([...table.keys()].filter((phrase) => phrase.split(" ").length > longestPhrase)).toEqual([]);
});

test("a table's phrases weigh by their words, and special ones more", () => {
  expect([...readPhrases("+a b: c, d e\nf")]).toEqual([
    ["c", { name: "a b", weight: 3 }],
    ["d e", { name: "a b", weight: 4 }],
    ["f", { name: "f", weight: 1 }],
  ]);
});

test("an unknown error says so, and what it is about", () => {
  const { rootCause } = assess(new Reading("2026-11-05 ERROR consul: RPC failed: ACL not found"));
  expect(rootCause).toBe(
    "The program logged it as an error; its words match no known failure. It is about Consul, access rules (ACL): not found (missing).",
  );
});
