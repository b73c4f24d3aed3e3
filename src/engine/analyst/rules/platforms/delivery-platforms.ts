import type { Rule } from "../rule.ts";

/** GitLab, Jenkins, registries. */
export const deliveryPlatformsRules: readonly Rule[] = [
  {
    name: "gitlab-gitaly-failed",
    component: "gitlab",
    words: ["gitaly", "gitlab", "grpc"],
    pattern:
      /\bgitaly\b.{0,160}\b(?:unavailable|failed|error|timeout|no such file|refused)\b|\bgrpc::(?:unavailable|deadlineexceeded|internal|resourceexhausted)\b|\bgitlab\b.{0,100}\b(?:failed to|unhealthy|fatal)\b/i,
    severity: "P2",
    cause: "GitLab cannot reach Gitaly or another of its services, so Git actions fail",
    action: "Run `gitlab-ctl status` or look at the pods; check Gitaly's socket, disk and memory.",
    confidence: 86,
  },
  {
    name: "ci-job-system-failure",
    component: "platform",
    words: ["completed", "job", "prepare", "runner", "runners", "space", "stuck", "system"],
    pattern:
      /\bjob failed \(system failure\)|\bprepare environment\b.{0,80}\b(?:timed out|timeout(?! ?[:=])|error|fail)|\bthis job is stuck\b|\brunner\b.{0,60}\b(?:system failure|lost communication|has received a shutdown|offline)\b|\bno (?:space|hosted runner|runners?) .{0,20}\b(?:left|online|matching|available)\b.{0,30}\b(?:runner|job)\b|\bjob failed: exit code [1-9]|\bprocess completed with exit code [1-9]/i,
    severity: "P3",
    cause: "a CI job failed; a system failure is the runner's: no pod, no disk, lost contact",
    action: "Look at the runner's log and machine; run the job again, else read the step's last lines.",
    confidence: 88,
  },
  {
    name: "jenkins-agent-lost",
    component: "jenkins",
    words: ["agent", "channel", "channelclosedexception", "offline", "remoting"],
    pattern:
      /\bping failed\. terminating the channel\b|\bchannel ?closedexception\b|\bagent went offline\b|\bagent\b.{0,40}\b(?:is offline|was removed|disconnected)\b|\bremoting\b.{0,80}\b(?:terminated|failed|aborted)\b|\bchannel is (?:already closed|closing down)\b|\ball nodes of label\b.{0,60}\boffline\b/i,
    severity: "P3",
    cause: "a Jenkins agent lost its connection, so its builds break",
    action:
      "Check the agent's machine, memory and network; reconnect it; see idle timeouts of proxies between.",
    confidence: 88,
    certain: true,
  },
  {
    name: "registry-failed",
    component: "platform",
    words: ["blob", "manifest", "pull", "requested"],
    pattern:
      /\bmanifest unknown\b|\bpull access denied\b|\btoomanyrequests\b.{0,60}\bpull\b|\breached your (?:unauthenticated )?pull rate limit\b|\bdenied: requested access to the resource\b|\bblob (?:unknown|upload (?:unknown|invalid))\b|\bno matching manifest for\b/i,
    severity: "P3",
    cause: "a container registry refused an image: unknown tag, no right, pull rate limit or wrong processor",
    action: "Try `docker pull` with the same credentials; correct the tag, log in, or mirror the image.",
    confidence: 84,
  },
];
