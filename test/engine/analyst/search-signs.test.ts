import { describe, expect, test } from "vitest";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { Triage } from "../../../src/engine/triage.ts";
import type { Judgement } from "../../../src/engine/verdict.ts";

/** What one search says of its lines, each an event. */
async function judged(lines: readonly string[]): Promise<readonly (Judgement | null | undefined)[]> {
  const triage = new Triage({ fallback: "local", perEvent: false });
  const texts = lines.map((line) => triage.known(line) ?? triage.read(line, new Reading(line)));
  const units = texts.map((text) => triage.assign(text));
  for (const unit of units) triage.observe(unit, undefined);
  await triage.settle(units, true);
  return units.map(({ verdict }) => verdict?.judgement);
}

const failed = (address: string, port: number) =>
  `Mar 14 03:12:00 web1 sshd[${port}]: Failed password for root from ${address} port ${port} ssh2`;
const accepted = (address: string) =>
  `Mar 14 03:13:00 web1 sshd[9]: Accepted password for alice from ${address} port 22 ssh2`;
const tries = (address: string, count: number) =>
  Array.from({ length: count }, (_, at) => failed(address, 1_000 + at));

describe("failed logins in a row", () => {
  test("are told with their address and that nobody got in", async () => {
    const [first] = await judged([...tries("203.0.113.9", 40), ...tries("203.0.113.10", 3)]);
    expect(first?.rootCause).toContain(
      "40 failed tries came from 203.0.113.9, the most; no client with so many got in.",
    );
    expect(first?.severity).toBe("P3");
  });

  test("of a few leave a line as it is", async () => {
    const [first] = await judged(tries("203.0.113.9", 4));
    expect(first?.rootCause).not.toContain("failed tries");
    expect(first?.severity).toBe("P4");
  });

  test("are counted once, though a try leaves several lines", async () => {
    const lines = tries("203.0.113.9", 20).flatMap((line) => [
      line,
      line.replace(
        /Failed.*/,
        "pam_unix(sshd:auth): authentication failure; logname= uid=0 tty=ssh rhost=203.0.113.9",
      ),
    ]);
    const [first] = await judged(lines);
    expect(first?.rootCause).toContain("20 failed tries");
  });

  test("make a login from the same address a page, before or after them", async () => {
    const lines = [...tries("203.0.113.9", 40), accepted("203.0.113.9")];
    expect((await judged(lines)).at(-1)).toMatchObject({ severity: "P1" });
    expect((await judged(lines.toReversed()))[0]).toMatchObject({ severity: "P1" });
    expect((await judged(lines))[0]?.rootCause).toContain("1 login from such clients succeeded.");
  });

  test("leave a login from elsewhere alone, and say that there was one", async () => {
    const verdicts = await judged([...tries("203.0.113.9", 40), accepted("192.0.2.7")]);
    expect(verdicts.at(-1)).toMatchObject({ severity: "P5" });
    expect(verdicts[0]?.rootCause).toContain("no client with so many got in (1 other login did).");
  });
});

describe("a host that nobody reaches", () => {
  const lost = Array.from(
    { length: 20 },
    (_, at) =>
      `2026-03-14 03:12:${10 + at},000 ERROR [main] ipc.Client: Address change detected. Old: nn-1/192.0.2.9:9000 New: nn-1:9000`,
  );
  const unreached =
    "2026-03-14 03:13:00,000 ERROR [main] task.Runner: No Route to Host from web1/192.0.2.4 to nn-1:9000 failed";

  test("is named where several components say so", async () => {
    const verdicts = await judged([...lost, unreached]);
    expect(verdicts.at(-1)?.rootCause).toContain("The host nn-1 is out of reach, in 21 lines.");
  });

  test("is not named by one component alone", async () => {
    expect((await judged(lost))[0]?.rootCause).not.toContain("out of reach");
  });
});

describe("faults of the hardware", () => {
  const fault = (node: number, at: number) =>
    `Mar 14 03:${10 + at}:00 node${node} kernel: EDAC MC0: memory read error, parity error on DIMM_A${at}`;

  test("name the node that nearly all come from", async () => {
    const lines = [...Array.from({ length: 20 }, (_, at) => fault(4, at)), fault(5, 30)];
    expect((await judged(lines))[0]?.rootCause).toContain("20 of 21 such faults are on node4.");
  });

  test("name none where they are spread", async () => {
    const lines = Array.from({ length: 40 }, (_, at) => fault(at % 8, at % 40));
    expect((await judged(lines))[0]?.rootCause).not.toContain("such faults");
  });
});
