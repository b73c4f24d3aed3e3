import { describe, expect, test } from "vitest";
import { fc, runs } from "../support/fast-check.ts";
import { type Said, Story } from "./story.ts";

const names = fc.constantFrom("A", "B", "C1..4");
const severity = fc.constantFrom("P0", "P1", "P2", "P3", "P4");
const mode = fc.constantFrom("live", "live", "shadow");
const search = fc.constantFrom("one", "two");
const owner = fc.constantFrom("ann channel=#ann key=ann", "bob");
const sid = fc.constantFrom("", "", "", " sid=again");
const count = fc.integer({ min: 1, max: 30 });

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(names, severity, mode, search, owner, sid, count)
      .map(
        ([name, grade, as, by, whose, again, events]) =>
          `firing ${name} ${grade} mode=${as} search=${by} count=${events} owner=${whose}${again}`,
      ),
  },
  { weight: 2, arbitrary: fc.tuple(names, mode).map(([name, as]) => `resolved ${name} mode=${as}`) },
  { weight: 1, arbitrary: fc.constantFrom("silence template=A for=40m", "silence severity=P1 for=40m") },
  { weight: 1, arbitrary: fc.constant("maintenance service=checkout for=20m") },
  { weight: 1, arbitrary: fc.constantFrom("clock -1h", "clock -3m", "clock 1h") },
);

/** Scripts of some hours, with all the time that the last incident needs to end. */
const script = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 25 }), step), { minLength: 1, maxLength: 40 })
  .map((steps) => {
    let minutes = 0;
    const lines = steps.map(([pause, what]) => {
      minutes += pause;
      return `${minutes}m ${what}`;
    });
    return [...lines, `${minutes + 600}m end`].join("\n");
  });

const world = { settings: { pagesPerHour: 2 } };

/** What one target was told of one episode, in order. */
function conversations(said: readonly Said[]): Said["alert"][][] {
  const groups = new Map<string, Said["alert"][]>();
  for (const { alert, deliveries } of said) {
    for (const { destination, target, state } of deliveries) {
      const of = [alert.identity, alert.episode, destination, target, state === "shadow"];
      const key = JSON.stringify(of);
      groups.set(key, [...(groups.get(key) ?? []), alert]);
    }
  }
  return [...groups.values()];
}

describe("whatever fires and whenever", () => {
  test("everybody hears a beginning first, exactly one end of each episode last, and news in between", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (text) => {
        const { said } = await new Story(world).play(text);
        for (const alerts of conversations(said)) {
          const transitions = alerts.map(({ transition }) => transition);
          expect(transitions[0]).toBe("trigger");
          expect(transitions.at(-1)).toBe("resolve");
          for (const between of transitions.slice(1, -1)) expect(between).toBe("update");
          const revisions = alerts.map(({ revision }) => revision);
          expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
        }
      }),
      runs(150),
    );
  });

  test("every episode begins at revision 1 and leaves none out; no key is used twice", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (text) => {
        const story = await new Story(world).play(text);
        const { deliveries, alerts } = await story.ledger.read();
        expect(story.said.flatMap((each) => each.deliveries)).toHaveLength(deliveries.size);
        expect(story.said).toHaveLength(alerts.size);
        const episodes = new Map<string, number>();
        for (const { alert, deliveries: sent } of story.said) {
          const key = JSON.stringify([alert.identity, alert.episode, sent[0]?.state === "shadow"]);
          const before = episodes.get(key) ?? 0;
          expect([before, before + 1]).toContain(alert.revision);
          episodes.set(key, alert.revision);
        }
      }),
      runs(100),
    );
  });

  test("places in a lane grow with time", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (text) => {
        const places = new Map<string, number>();
        for (const { deliveries } of (await new Story(world).play(text)).said) {
          for (const { lane, sequence } of deliveries) {
            expect(sequence).toBeGreaterThan(places.get(lane) ?? 0);
            places.set(lane, sequence);
          }
        }
      }),
      runs(50),
    );
  });

  test("what happens in shadow changes nothing that is real", async () => {
    const isShadow = (line: string) => line.includes("mode=shadow");
    await fc.assert(
      fc.asyncProperty(script, async (text) => {
        const both = await new Story(world).play(text);
        const live = await new Story(world).play(
          text
            .split("\n")
            .filter((line) => !isShadow(line))
            .join("\n"),
        );
        expect(both.lines().filter((line) => !line.includes(" shadow "))).toEqual(live.lines());
      }),
      runs(50),
    );
  });

  test("at most so many pages as are allowed go out for a service within an hour of the clock", async () => {
    const steady = script.map((text) => text.replace(/clock .*$/gm, "end"));
    await fc.assert(
      fc.asyncProperty(steady, async (text) => {
        const pages = new Map<number, number>();
        for (const { at, alert, deliveries } of (await new Story(world).play(text)).said) {
          const isPage = alert.transition === "trigger" && /P[01]/.test(alert.severity);
          if (!isPage || alert.reason === "digest" || deliveries[0]?.state === "shadow") continue;
          const hour = Math.floor(at / 3_600_000);
          pages.set(hour, (pages.get(hour) ?? 0) + 1);
        }
        expect(Math.max(0, ...pages.values())).toBeLessThanOrEqual(2);
      }),
      runs(50),
    );
  });
});
