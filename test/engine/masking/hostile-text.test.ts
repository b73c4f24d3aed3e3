import { describe, expect, test } from "vitest";
import { findSensitive } from "../../../src/engine/masking/masking.ts";

/** What begins, fills or almost ends a value, for each detector. */
const parts = (
  'password|password=|password="|token:|--token |a|a.|a@|a@b.|a%40|%40|%3D|1|1.|1.1.|10.0.0.1 |10.0.0.|4111 |4111-|http://|' +
  'http://a:|http%3A%2F%2F|http%3A%2F%2Fa%3A|user=|user |for user |user="|user=\\"|user=a%20b%20|user a\\|first name |' +
  "login as |sudo: a |password for |New session 1 of user |uid=|uid=1(|cn=|cn=a |by |openvpn: |MAC=|aa:|aa-|aaaa.|aa:bb:|" +
  "a:|::|%3A|ff02::1 |DE89|DE89 |AA11 |+1|+1 |(|(555) |555-|phone=|phone=1 |tel:1-|ssn=|123-|password%3D|token%22%3A%22|" +
  "authorization%3A|Authorization: |Bearer a|session_id=|session_id=a|otp=|key=|key=aB1|_key=|k_|k.|a b |a a [|[|cookie: a|" +
  "<|<SECRET>|<IP:1>|~|8Q~|aaa8Q~|SharedAccessSignature=|discord.com/api/webhooks/|ip-1-|\\|\\n|%20| |\t|x=y |$|'|\"|,|" +
  "-----BEGIN |-----BEGIN PRIVATE KEY-----|eyJ|eyJaaaaaaaa.|sk-a|xoxb-|hf_|AKIA|curl -u |?sig=|thin:|é|\ud83d|\u0000"
).split("|");

/**
 * Twenty times the text may take twenty times the time; a pattern that reads a text over and over would take 400
 * times. The bound lies between. Processor time is compared, the better of two, for machines have other things to do.
 */
describe("time grows with the text and not with its square", () => {
  test.each(parts)("%j over and over", (part) => {
    const timeOf = (length: number) => {
      const text = part.repeat(Math.ceil(length / part.length));
      const times = [0, 1].map(() => {
        const start = process.cpuUsage();
        findSensitive(text);
        return process.cpuUsage(start).user / 1_000;
      });
      return Math.min(...times);
    };
    timeOf(2_000);
    const small = timeOf(5_000);
    const large = timeOf(100_000);
    expect(large).toBeLessThan(Math.max(small, 2) * 150);
  });
});
