import type { RuleExamples } from "../rule-examples.ts";

export const deliveryPlatformsExamples: Readonly<Record<string, RuleExamples>> = {
  "gitlab-gitaly-failed": {
    decides:
      "GRPC::Unavailable: 14:failed to connect to all addresses; gitaly.socket: No such file or directory",
    leavesAlone: ["gitaly started"],
  },
  "ci-job-system-failure": {
    decides: "ERROR: Job failed (system failure): prepare environment: waiting for pod running: timed out",
    leavesAlone: ["Job succeeded"],
  },
  "jenkins-agent-lost": {
    decides: "hudson.slaves.ChannelPinger: Ping failed. Terminating the channel build-3.",
    leavesAlone: ["agent build-3 is online"],
  },
  "registry-failed": {
    decides: "Error response from daemon: pull access denied for example/cart",
    leavesAlone: ["image pulled"],
  },
};
