import { describe, expect, test } from "vitest";
import { LinkReader } from "../../../src/engine/correlation/link-reader.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";

const link = (text: string, by = "", host = "web-1", time = 0): number =>
  new LinkReader(by).linkOf(new Reading(text), host, time);

describe("what links lines", () => {
  test("is the id of their request, whatever each service calls it", () => {
    const id = link('{"level":"info","msg":"done","reqId":"384d1fd2ae5a7ef2"}');
    expect(id).not.toBe(0);
    expect(link("2026-03-02 16:15:01 ERROR order given up traceId=384d1fd2ae5a7ef2")).toBe(id);
    expect(link("2026-03-02 16:15:01 ERROR order given up traceId=99ab1fd2ae5a7ef2")).not.toBe(id);
  });

  test("is nothing where a line carries no id", () => {
    expect(link("2026-03-02 16:15:01 ERROR order given up after 2000 ms")).toBe(0);
  });

  test("is what the user chose: a field, a kind of id, the host, within a minute", () => {
    const basket = '{"basket":"b-17","reqId":"384d1fd2ae5a7ef2","msg":"filled"}';
    expect(link(basket, "basket")).toBe(link('{"basket":"b-17","msg":"emptied"}', "Basket"));
    expect(link(basket, "request")).toBe(link(basket));
    expect(link("anything", "host")).toBe(link("else", "host"));
    expect(link("anything", "host")).not.toBe(link("else", "host", "web-1", 90));
    expect(link("anything", "basket")).toBe(0);
  });
});
