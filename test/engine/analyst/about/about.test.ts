import { describe, expect, test } from "vitest";
import {
  ofApplication,
  ofGeneral,
  ofUnknown,
  withAbout,
  withSentence,
} from "../../../../src/engine/analyst/about/about.ts";
import { mentionsOf, readPhrases } from "../../../../src/engine/analyst/about/phrases.ts";
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

test("a table's phrases weigh by their words, special ones more, and the longest is found", () => {
  const table = readPhrases("+a b: c, d e\nf\nlonger: d e f");
  expect(mentionsOf(["c", "d", "e", "f", "f", "d"], table)).toEqual([
    { name: "a b", weight: 3, from: 0, end: 1 },
    { name: "longer", weight: 3, from: 1, end: 4 },
    { name: "f", weight: 1, from: 4, end: 5 },
  ]);
});
