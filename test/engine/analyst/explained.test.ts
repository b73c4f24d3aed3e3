import { expect, test } from "vitest";
import { assess } from "../../../src/engine/analyst/assess.ts";
import { explained } from "../../../src/engine/analyst/explained.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";

function causeOf(text: string): string {
  const line = new Reading(text);
  return explained(assess(line), line).rootCause;
}

test("an unknown error says so, and what it is about", () => {
  expect(causeOf("2026-11-05 ERROR nomad: RPC failed: ACL of job 7 was not found")).toBe(
    "The program logged it as an error; its words match no known failure. It is about Nomad, access rules (ACL), job: not found (missing).",
  );
});

test("a failure that several applications have says whose it is", () => {
  expect(
    causeOf(
      "2026-11-05 ERROR karpenter: UnauthorizedOperation: You are not authorized to perform this operation",
    ),
  ).toMatch(/lacks the permission \(IAM\) for this operation\. It is about Karpenter\.$/);
});

test("known noise is not explained further", () => {
  expect(causeOf("Mar 14 03:12:00 web1 sshd[9]: Invalid user guest from 203.0.113.7")).not.toContain(
    "It is about",
  );
});

test("what is no fault is about nothing", () => {
  expect(causeOf("INFO consul: ACL loaded")).toBe("Nothing in the words of this event points to a fault.");
});
