import { describe, expect, test } from "vitest";
import { type ChainedEndpoint, Fallbacks } from "../../../src/adapters/model/fallbacks.ts";
import {
  EndpointError,
  type EndpointFault,
  type ModelReply,
} from "../../../src/engine/asking/model-endpoint.ts";
import { requestWith } from "./fake-servers.ts";

class FakeStanza implements ChainedEndpoint {
  readonly model: string;
  isDown = false;
  calls = 0;
  fault: EndpointFault | undefined;
  unsent = false;

  constructor(model: string, fault?: EndpointFault) {
    this.model = model;
    this.fault = fault;
  }

  async ask(): Promise<ModelReply> {
    this.calls++;
    if (this.fault !== undefined) {
      throw new EndpointError(
        this.fault,
        `The stanza of ${this.model} had the fault ${this.fault}.`,
        undefined,
        this.unsent,
      );
    }
    return { content: this.model, finishReason: "stop", promptTokens: 100, answerTokens: 7 };
  }
}

const chainOf = (...stanzas: FakeStanza[]) => new Fallbacks(stanzas, () => 0);
const caught = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a fallback", () => {
  test("is not asked while the first answers", async () => {
    const [first, spare] = [new FakeStanza("big"), new FakeStanza("small")];
    const reply = await chainOf(first, spare).ask(requestWith());
    expect(reply.content).toBe("big");
    expect(reply.model, "the endpoint's own model needs no name").toBeUndefined();
    expect(spare.calls).toBe(0);
  });

  test.each<[EndpointFault, boolean]>([
    ["unreachable", false],
    ["server_error", true],
    ["timeout", true],
    ["bad_reply", true],
    ["busy", true],
    ["refused", false],
  ])(
    "answers under its model's name when the first ends with %s (all its servers down: %s)",
    async (fault, isDown) => {
      const [first, spare] = [new FakeStanza("big", fault), new FakeStanza("small")];
      first.isDown = isDown;
      const chain = chainOf(first, spare);
      expect(await chain.ask(requestWith())).toMatchObject({ content: "small", model: "small" });
      expect(chain.active).toBe(1);
      expect(chain.totals).toEqual([
        { replies: 0, promptTokens: 0, answerTokens: 0 },
        { replies: 1, promptTokens: 100, answerTokens: 7 },
      ]);
    },
  );

  test.each<EndpointFault>([
    "server_error",
    "timeout",
    "bad_reply",
    "busy",
    "too_long",
    "form_refused",
    "cancelled",
  ])("is not asked for a single %s", async (fault) => {
    const [first, spare] = [new FakeStanza("big", fault), new FakeStanza("small")];
    expect(await caught(chainOf(first, spare).ask(requestWith()))).toMatchObject({ fault });
    expect(spare.calls).toBe(0);
  });

  test("is not asked for a request that the first refuses though it has answered others", async () => {
    const [first, spare] = [new FakeStanza("big"), new FakeStanza("small")];
    const chain = chainOf(first, spare);
    await chain.ask(requestWith());
    first.fault = "refused";
    expect(await caught(chain.ask(requestWith()))).toMatchObject({ fault: "refused" });
    expect(spare.calls).toBe(0);
  });

  test("costs a try, but where nothing was asked", async () => {
    const [first, spare] = [new FakeStanza("big", "unreachable"), new FakeStanza("small")];
    const none = requestWith(0);
    expect(await caught(chainOf(first, spare).ask(none))).toMatchObject({ fault: "unreachable" });
    first.unsent = true;
    expect(await chainOf(first, spare).ask(none)).toMatchObject({ model: "small" });
  });

  test("gives way to its own fallback", async () => {
    const chain = chainOf(
      new FakeStanza("a", "unreachable"),
      new FakeStanza("b", "unreachable"),
      new FakeStanza("c"),
    );
    expect(await chain.ask(requestWith())).toMatchObject({ model: "c" });
  });

  test("that fails as well is told with the first", async () => {
    const error = await caught(
      chainOf(new FakeStanza("a", "unreachable"), new FakeStanza("b", "busy")).ask(requestWith()),
    );
    expect(error instanceof EndpointError && [error.fault, error.message]).toEqual([
      "busy",
      "The stanza of a had the fault unreachable. Its fallback: The stanza of b had the fault busy.",
    ]);
  });

  test("gives way again once the first answers", async () => {
    const [first, spare] = [new FakeStanza("big", "unreachable"), new FakeStanza("small")];
    const chain = chainOf(first, spare);
    await chain.ask(requestWith());
    first.fault = undefined;
    expect((await chain.ask(requestWith())).content).toBe("big");
    expect(chain.active).toBe(0);
  });
});
