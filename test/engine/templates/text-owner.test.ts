import { describe, expect, test } from "vitest";
import { ownerOf, ownerOfKey } from "../../../src/engine/templates/text-owner.ts";

describe("the owner of what stands behind a key", () => {
  test.each([
    ["comment", "person"],
    ["userComment", "person"],
    ["http_user_agent", "person"],
    ["User-Agent", "person"],
    ["request.headers.referer", "person"],
    ["cancel_reason", "person"],
    ["q", "person"],
    ["コメント", "person"],
    ["msg", "program"],
    ["lastError", "program"],
    ["error.reason", "program"],
    ["errorMessage", "program"],
    ["severity", "unknown"],
    ["agent", "unknown"],
    ["label", "unknown"],
    ["", "unknown"],
  ])("%s: %s", (key, owner) => {
    expect(ownerOfKey(key)).toBe(owner);
  });
});

describe("the owner of a quotation", () => {
  test.each([
    ['comment="‹', "person"],
    ['{"comment": "‹', "person"],
    ['{\\"comment\\":\\"‹', "person"],
    ['{"User-Agent":["‹', "person"],
    ["'comment'=>'‹", "person"],
    ['customer 7 said "‹', "person"],
    ["Kunde schrieb „‹", "person"],
    ["用户7评论「‹", "person"],
    ['error: "‹', "program"],
    ['call 7 failed with "‹', "program"],
    ['{"severityText":"INFO","body":"‹', "program"],
    ['{"body":"‹', "person"],
    ['"GET / HTTP/1.1" 200 7 "-" "‹', "unknown"],
    ["message from 7: “‹", "unknown"],
    ['"‹', "unknown"],
  ])("%s: %s", (before, owner) => {
    expect(ownerOf(`${before.slice(0, -1)}some words`, before.length - 2)).toBe(owner);
  });
});
