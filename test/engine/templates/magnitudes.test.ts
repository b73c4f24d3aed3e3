import { describe, expect, test } from "vitest";
import {
  countUpTo,
  fraction,
  roomFrom,
  temperature,
  validity,
  waiting,
} from "../../../src/engine/templates/magnitudes.ts";

describe("the class of an amount", () => {
  test.each([
    ["0", "none"],
    ["7", "some"],
    ["999", "some"],
    ["1000", "much"],
    ["-1", "some"],
    ["12ms", undefined],
    ["192.0.2.7", undefined],
  ])("a count of %s is %s", (value, size) => {
    expect(countUpTo(1_000)(value)).toBe(size);
  });

  test.each([
    ["lag ", "12", " ms", "some"],
    ["lag ", "12000", " ms", "much"],
    ["latency_ms=", "12000", "", "much"],
    ["seconds behind primary: ", "86400", "", "much"],
    ["lag=", "5400s", "", "much"],
    ["lag=", "1m30s", "", "much"],
    ["lag=", "00:00:03", "", "some"],
    ["lag=", "00:01:30", "", "much"],
    ["lag=", "80", "", "some"],
    ["lag=", "120000", "", "much"],
    ["lag=", "90 GB", "", "much"],
    ["lag=", "0 s", "", "none"],
    ["lag=", "high", "", undefined],
  ])("a wait, %s%s%s: %s", (before, value, after, size) => {
    expect(waiting(10, 1_000)(before, after)(value)).toBe(size);
  });

  test.each([
    ["free=", "12MB", "", "little"],
    ["free=", "61GB", "", "enough"],
    ["free ", "12", " mib", "little"],
    ["freebytes=", "12000", "", "little"],
    ["free=", "0 bytes", "", "none"],
    ["free=", "12", "", "some"],
    ["free=", "0", "", "none"],
  ])("room, %s%s%s: %s", (before, value, after, size) => {
    expect(roomFrom(1e9, "some")(before, after)(value)).toBe(size);
  });

  test.each([
    ["expires in ", "80", " days", "more"],
    ["expires in ", "2", " weeks", "within 30 days"],
    ["daysuntilexpiry=", "3", "", "within 7 days"],
    ["expires in ", "5", " hours", "within 1 days"],
    ["expires in ", "-2", " days", "within 0 days"],
    ["expires_in=", "3600", "", undefined],
  ])("validity, %s%s%s: %s", (before, value, after, size) => {
    expect(validity(before, after)(value)).toBe(size);
  });

  test.each([
    ["temp=", "41", "", "usual"],
    ["temp=", "97", "", "hot"],
    ["temp=", "97°C", "", "hot"],
    ["temp=", "100", "°f", "usual"],
    ["temp_f=", "200", "", "hot"],
    ["temp=", "350K", "", "usual"],
    ["temp=", "a7", "", undefined],
  ])("a temperature, %s%s%s: %s", (before, value, after, size) => {
    expect(temperature(before, after)(value)).toBe(size);
  });

  test.each([
    ["0.97", "below 100"],
    ["0.41", "below 80"],
    ["1", "100"],
    ["41", undefined],
  ])("a fraction of %s is %s", (value, size) => {
    expect(fraction(value)).toBe(size);
  });
});
