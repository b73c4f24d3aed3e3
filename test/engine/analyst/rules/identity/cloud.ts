import type { RuleExamples } from "../rule-examples.ts";

export const cloudExamples: Readonly<Record<string, RuleExamples>> = {
  "cloud-throttled": {
    decides:
      "ProvisionedThroughputExceededException: The level of configured provisioned throughput for the table was exceeded.",
    leavesAlone: ["throttled=0"],
  },
  "cloud-quota": {
    decides: "ResourceExhausted: 429 Quota exceeded for quota metric 'Read requests'",
    leavesAlone: ["quota 41 of 100 used"],
  },
  "cloud-credentials-expired": {
    decides:
      "An error occurred (ExpiredToken) when calling the GetObject operation: The provided token has expired.",
    leavesAlone: ["credentials valid for 41 minutes"],
  },
  "terraform-state-locked": {
    decides: "Error: Error acquiring the state lock",
    leavesAlone: ["state lock released"],
  },
  "terraform-failed": {
    decides: "ERROR Failed to create workspace: terraform run failed",
    leavesAlone: ["Apply complete! Resources: 1 added"],
  },
  "ansible-failed": {
    decides: 'fatal: [app-3]: UNREACHABLE! => {"msg": "Failed to connect to the host via ssh"}',
    leavesAlone: ["app-3 : ok=4 changed=1 unreachable=0 failed=0 skipped=0"],
  },
  "serverless-failed": {
    decides: "2026-04-05T10:00:00Z b1f0 Task timed out after 15.02 seconds",
    leavesAlone: ["REPORT Duration: 41.11 ms"],
  },
};
