import { describe, expect, test } from "vitest";
import { assess } from "../../../src/engine/analyst/assess.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";

/** `¤` is where the status stands. */
const forms = [
  '198.51.100.7 - - [12/May/2025:10:01:44 +0000] "GET /a HTTP/1.1" ¤ 190 "-" "curl/8"',
  '198.51.100.7:4711 [12/May/2025:10:01:44.120] web pool/s1 0/0/3/20/23 ¤ 812 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"',
  "2025-05-12 10:01:44 192.0.2.9 GET /a - 443 - 198.51.100.7 curl/8 - ¤ 0 0 15",
  'https 2025-05-12T10:01:44.1Z app/web/77 198.51.100.7:4711 192.0.2.9:80 0.001 0.002 0.000 ¤ ¤ 34 366 "GET https://shop.example:443/ HTTP/2.0" "curl/8" - -',
  "1747044104.120     15 198.51.100.7 TCP_MISS/¤ 812 GET http://shop.example/ - HIER_DIRECT/192.0.2.9 text/html",
  '[GIN] 2025/05/12 - 10:01:44 | ¤ |      15.2ms | 198.51.100.7 | GET      "/a"',
  '[2025-05-12T10:01:44.120Z] "GET /a HTTP/2" ¤ DC downstream_left "-" 0 91 15 - "-" "curl" "7" "shop" "-"',
  "2025-05-12\t10:01:44\tFRA60\t812\t198.51.100.7\tGET\td7.cloudfront.example\t/a\t¤\t-\tcurl\t-\t-\tMiss",
  "GET /a ¤ 15.210 ms - 812",
  "POST /login ¤ in 15ms",
  "GET /a => ¤",
  "Completed ¤ Something in 15ms (Views: 0.3ms)",
  '{"method":"GET","path":"/a","status":¤,"took_ms":15}',
  "method=GET path=/a status=¤ duration=15ms",
];

describe("a request that failed is one, in whatever access format", () => {
  test.each(forms)("%s", (form) => {
    expect(assess(new Reading(form.replaceAll("¤", "503")))).toMatchObject({
      severity: "P2",
      rule: "http-503",
    });
    expect(assess(new Reading(form.replaceAll("¤", "500")))).toMatchObject({
      severity: "P2",
      rule: "http-500",
    });
    expect(assess(new Reading(form.replaceAll("¤", "200"))).severity).toBe("P5");
    expect(assess(new Reading(form.replaceAll("¤", "404"))).severity).toBe("P5");
  });
});

test("long lines of what stands before a status are read in time that grows with them", () => {
  for (const piece of [" 503", "GET /", '" 503', "/1", "1/1 ", "| 503 ", "\tGET\ta", "https "]) {
    expect(assess(new Reading(piece.repeat(50_000 / piece.length)))).toBeDefined();
  }
});
