import { describe, expect, test } from "vitest";
import { readReply } from "../../../src/engine/asking/reply-reader.ts";
import { cleanText } from "../../../src/engine/asking/reply-text.ts";
import { fc, runs } from "../../support/fast-check.ts";

describe("the texts of a reply", () => {
  test.each([
    ["control characters", "disk\u0007 full\u001b[31m", "disk full [31m"],
    ["line breaks", "disk\r\nfull", "disk full"],
    ["invisible characters", "di\u200bsk \u202efull", "di sk full"],
    ["HTML", "<b>disk</b> full<br/>", "disk full"],
    ["a script", "disk <script>alert(1)</script> full", "disk alert(1) full"],
    ["an element with a handler", "disk <img src=x onerror=alert(1)> full", "disk full"],
    ["an element that is not closed", "disk full <img src=x onerror=alert(1)", "disk full"],
    ["an unknown element with a handler", "disk <x-y onclick=alert(1)> full", "disk full"],
    [
      "HTML that comes together when some is taken out",
      "disk <scr<b>ipt src=x> <im<i>g src=x>full",
      "disk full",
    ],
    ["HTML comments", "disk <!-- x --> full", "disk full"],
    ["chat templates", "<|im_start|>disk full<|im_end|>", "disk full"],
    ["chat templates of another kind", "[INST] disk [/INST] <<SYS>>full<</SYS>><end_of_turn>", "disk full"],
    ["mentions of everybody", "<!channel> disk full <!here|here>", "disk full"],
    ["mentions of people", "disk full <@U012AB3CD>", "disk full"],
    ["links with a text of their own", "see <https://evil.example|the runbook> disk", "see disk"],
  ])("lose %s", (_, raw, expected) => {
    const { text, cleaned } = cleanText(raw);
    expect(cleaned).toBe(true);
    expect(text).toBe(expected);
  });

  test.each([
    "a < b and c > d",
    "List<String> is empty",
    "GET <*> 500 from <IP:1> for <EMAIL:k7f3a2b4c5>",
    "token <SECRET> was sent at <TIME:1>",
    "in <module> of <nil>",
    "Größe 日本 🔥 [1] {x}",
    "https://wiki.example/runbook",
  ])("keep %j", (raw) => {
    expect(cleanText(raw)).toEqual({ text: raw, cleaned: false });
  });

  test("are cut to 240 code points, which is no cleaning", () => {
    expect(cleanText("🔥".repeat(300))).toEqual({ text: "🔥".repeat(240), cleaned: false });
    expect(cleanText("x".repeat(240))).toEqual({ text: "x".repeat(240), cleaned: false });
  });

  test("hold no markup after cleaning, however it was put together, and cleaning again changes nothing", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "<|",
      "|>",
      "<b>",
      "</",
      "img src=x",
      "<!",
      "--",
      "[INST]",
      "[",
      "]",
      "a",
      " ",
      "@U1",
      "<<SYS>>",
      "=",
      "\u200b",
      "\n",
      "IP:1",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { text } = cleanText(pieces.join(""));
        expect(text).not.toMatch(
          /<\|[^<>|]*\|>|<b>|\[INST\]|<<SYS>>|<[!@#][^<>]*>|<[a-z][^<>]*=[^<>]*>|[\p{Cc}\p{Cf}]/iu,
        );
        expect(cleanText(text).text).toBe(text);
      }),
      runs(2_000),
    );
  });

  test("mark their verdict as cleaned, and no other", () => {
    const verdict = {
      anomaly_detected: true,
      severity: "P2",
      root_cause: "x",
      recommended_action: "y",
      confidence: 1,
    };
    const content = JSON.stringify({ 1: verdict, 2: { ...verdict, recommended_action: "<b>y</b>" } });
    expect(readReply(content, 2, "stop").flags).toEqual(new Map([[2, ["cleaned"]]]));
  });
});
