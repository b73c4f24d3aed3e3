import type { Rule } from "./rule.ts";

/** Failures after a change: settings, versions, migrations, rollouts. */
export const deployRules: readonly Rule[] = [
  {
    name: "environment-variable-missing",
    component: "configuration",
    words: ["environment", "env"],
    pattern:
      /\b(?:environment|env) var(?:iable)?s?\b.{0,60}\b(?:(?:is |are |was )?not (?:set|defined|found)|(?:is |are )?(?:missing|undefined|required|unset))\b|\b(?:missing|undefined|required)\b.{0,20}\b(?:environment|env) var(?:iable)?s?\b/i,
    severity: "P2",
    cause: "a variable the service needs is not in its environment",
    action:
      "Compare the deployed environment (`kubectl exec ... -- env`, `systemctl show -p Environment`) with the last good release, add the variable, and start the service again.",
    confidence: 88,
  },
  {
    name: "configuration-key-missing",
    component: "configuration",
    words: ["config", "configuration", "setting", "placeholder", "property"],
    pattern:
      /\bmissing (?:required |mandatory )?(?:config(?:uration)?|setting|property)(?: (?:key|option|value|entry|parameter|property|setting))?\b|\b(?:config(?:uration)? (?:key|option|value|entry|parameter)|setting|property)\b.{0,60}\b(?:is missing|not found|is required|not set)\b|\bcould not resolve placeholder\b/i,
    severity: "P2",
    cause: "a setting that the program needs is not in its configuration",
    action:
      "Compare the configuration in use with the one of the last good release (`diff`), add the key named in the line, and start the service again.",
    confidence: 86,
  },
  {
    name: "configuration-file-missing",
    component: "configuration",
    words: ["config", "configuration"],
    pattern:
      /\bconfig(?:uration)?(?: file)?\b.{0,100}\b(?:no such file|file not found|does not exist|not found|cannot be (?:read|opened))\b|\b(?:cannot|could not|failed to) (?:open|read|load|find) config(?:uration)?\b/i,
    severity: "P2",
    cause: "the configuration file is not where the program looks for it",
    action:
      "Check the path in the line with `ls -l`, the mount or volume it should come from, and whether the last deploy moved or renamed the file.",
    confidence: 84,
  },
  {
    name: "configuration-syntax-error",
    component: "configuration",
    words: ["config", "configuration", "yaml", "toml", "emerg", "yml", "json", "ini", "conf", "xml"],
    pattern:
      /\b(?:config(?:uration)?|ya?ml|toml)\b.{0,60}\b(?:syntax|parse|parsing) error\b|\b(?:syntax error|error (?:parsing|in|reading)|failed to parse|unable to parse|cannot parse)\b.{0,80}(?:\b|\.)(?:config(?:uration)?|ya?ml|toml|json|ini|conf|xml)\b(?! (?:body|request|response|payload|from))|\byaml: line \d{1,6}:|\[emerg\]/i,
    severity: "P2",
    cause: "the configuration cannot be read because of a mistake in its syntax",
    action:
      "Go to the line and column named, undo the last edit there, run the program's own check (`nginx -t`, `promtool check config`, `yamllint`), then reload.",
    confidence: 86,
  },
  {
    name: "configuration-reload-failed",
    component: "configuration",
    words: ["reload", "reloading"],
    pattern:
      /\bfailed to reload (?:the )?config(?:uration)?\b|\b(?:config(?:uration)?(?: file)? reload|reload(?:ing)?(?: of)?(?: the)? config(?:uration)?)\b.{0,40}\b(?:failed|error)\b/i,
    severity: "P3",
    cause: "the new configuration was not taken over, so the old one stays in force until the next start",
    action:
      "Test the new file with the program's own check, repair it and reload again; do it soon, because the next restart would fail.",
    confidence: 84,
  },
  {
    name: "configuration-invalid",
    component: "configuration",
    words: ["config", "configuration", "configurationexception", "invalidconfigurationexception"],
    pattern:
      /\binvalid (?:value .{0,60} )?(?:in |for )?config(?:uration)?\b|\bconfig(?:uration)?\b.{0,60}\b(?:is invalid|test failed|validation failed|not valid)\b|\b(?:config(?:uration)?) error\b|\b(?:invalid)?configurationexception\b|\bunknown config(?:uration)? (?:key|option|directive)\b/i,
    severity: "P2",
    cause: "the program refuses a value in its configuration",
    action:
      "Find the key named in the line, look up its permitted values for the version that runs, and compare with the configuration of the last good release.",
    confidence: 82,
  },
  {
    name: "rollout-failed",
    component: "deployment",
    words: [
      "progress",
      "progressdeadlineexceeded",
      "rollout",
      "roll",
      "deployment",
      "deploy",
      "release",
      "upgrade",
    ],
    pattern:
      /\bexceeded its progress deadline\b|\bprogressdeadlineexceeded\b|\b(?:rollout|deployment|deploy|release)\b.{0,60}\b(?:has )?(?:failed|aborted|timed out|stalled)\b(?!["']?\s{0,2}[=:]\s{0,2}0\b)|\bupgrade failed\b|\bfailed to (?:deploy|roll out)\b.{0,40}\b(?:release|deployment|version)\b/i,
    severity: "P2",
    cause: "the rollout of a new version failed or hangs, so old and new may run side by side",
    action:
      "Look at why the new instances do not get ready (`kubectl rollout status` and the pod's log); go back with `kubectl rollout undo` or the pipeline if users notice.",
    confidence: 86,
  },
  {
    name: "release-rolled-back",
    component: "deployment",
    words: ["rolling", "rolled", "rollback"],
    pattern:
      /\broll(?:ing|ed) back (?:the )?(?:deploy(?:ment)?|release|rollout|upgrade|to (?:version|revision|release|v\d))|\b(?:automatic|auto) rollback\b|\brollback (?:of (?:the )?)?(?:deploy(?:ment)?|release|triggered|started|initiated)\b/i,
    severity: "P3",
    cause: "a release was taken back, which means that it did harm or failed its checks",
    action:
      "Confirm that the old version serves without errors, hold further deploys of that release, and read the check or alert that set the rollback off.",
    confidence: 84,
  },
  {
    name: "wrong-architecture",
    component: "deployment",
    words: ["exec"],
    pattern: /(?<!\bprogram image, )\bexec format error\b/i,
    severity: "P2",
    cause:
      "the program was built for another processor, or its script lacks the first line that names the interpreter",
    action:
      "Compare `uname -m` on the host with `file <program>` or `docker image inspect` of the image, and deploy the build for that processor.",
    confidence: 90,
  },
  {
    name: "version-mismatch",
    component: "deployment",
    words: [
      "version",
      "versions",
      "incompatible",
      "unsupportedclassversionerror",
      "nosuchmethoderror",
      "ebadengine",
    ],
    pattern:
      /\bversions? (?:mismatch|conflict|incompatible)\b|\bincompatible\b.{0,30}\bversions?\b|\b(?:unsupportedclassversionerror|nosuchmethoderror|ebadengine)\b|\b(?:schema|api|protocol|client|server) version\b.{0,40}\b(?:does not match|not supported|too (?:old|new))\b/i,
    severity: "P3",
    cause: "two parts that work together run in versions that do not fit",
    action:
      "Write down the versions of both sides, compare with the last good deploy, and bring the one that lags behind (or ran ahead) to the matching version.",
    confidence: 82,
  },
  {
    name: "feature-flag-failed",
    component: "configuration",
    words: ["feature", "flag"],
    pattern:
      /\bfeature (?:flag|toggle)s?\b.{0,60}\b(?:not found|unknown|failed|unavailable|missing|error|timed out)\b|\b(?:failed to|could not) (?:load|fetch|evaluate|refresh)\b.{0,30}\b(?:feature|flag) (?:flags?|toggles?|state)\b|\bunknown feature flag\b/i,
    severity: "P3",
    cause: "a feature flag could not be read, so the program falls back to its default",
    action:
      "Check that the flag exists in this environment and that the flag service answers; then see whether the default is safe for users.",
    confidence: 80,
  },
  {
    name: "smoke-test-failed",
    component: "deployment",
    words: ["smoke", "canary"],
    pattern:
      /\bsmoke tests?\b.{0,60}\b(?:failed|failing)\b(?!["']?\s{0,2}[=:]\s{0,2}0\b)|\bcanary\b.{0,60}\b(?:failed|unhealthy|aborted|rejected)\b/i,
    severity: "P2",
    cause: "the first check of a new version failed after it was deployed",
    action:
      "Stop the rollout where it stands, read which request of the check failed and with what answer, and send traffic back to the old version.",
    confidence: 84,
  },
  {
    name: "build-failed",
    component: "deployment",
    words: ["build", "npm", "process", "pipeline"],
    pattern:
      /\bbuild (?:has )?failed\b|\bnpm err!|\bprocess completed with exit code [1-9]\d{0,2}\b|\bpipeline (?:has )?failed\b/i,
    severity: "P3",
    cause: "the build stopped with an error, so no new version comes out of it; what runs is not touched",
    action:
      "Scroll up to the first error of the failed step, compare with the last green build (changes, dependencies, runner image), and repeat it locally.",
    confidence: 82,
  },
];
