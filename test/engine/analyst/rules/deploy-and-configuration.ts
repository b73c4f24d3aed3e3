import type { RuleExamples } from "./rule-examples.ts";

export const deployExamples: Readonly<Record<string, RuleExamples>> = {
  "environment-variable-missing": {
    decides: "config: required environment variable PAYMENT_URL is not set",
    leavesAlone: ["config: 14 environment variables loaded"],
  },
  "configuration-key-missing": {
    decides: "settings: missing configuration key queue.url",
  },
  "configuration-file-missing": {
    decides: "fatal: config file /etc/shop/shop.toml: no such file or directory",
  },
  "configuration-syntax-error": {
    decides: "cart: error parsing cart.yaml, line 31",
  },
  "configuration-reload-failed": {
    decides: "prometheus: Failed to reload config, one or more errors applying the new configuration",
    leavesAlone: ["prometheus: completed reload of configuration"],
  },
  "configuration-invalid": {
    decides: "gateway: invalid configuration: listeners[0].port must be between 1 and 65535",
    leavesAlone: ["gateway: configuration is valid"],
  },
  "rollout-failed": {
    decides: 'deployment "checkout" exceeded its progress deadline',
    leavesAlone: ['deployment "checkout" successfully rolled out'],
  },
  "release-rolled-back": {
    decides: "deployer: checkout 2.14.0 error rate 6%, rolling back to version 2.13.4",
    leavesAlone: ["rolling back transaction 8812 after timeout", "rollback segment extended"],
  },
  "wrong-architecture": {
    decides: "exec /usr/local/bin/entrypoint.sh: exec format error",
  },
  "version-mismatch": {
    decides: "worker: schema version mismatch: expected 42, database has 41",
  },
  "feature-flag-failed": {
    decides: "flags: feature flag new-checkout not found, using default=false",
    leavesAlone: ["flags: feature flag new-checkout enabled for 10%"],
  },
  "smoke-test-failed": {
    decides: "pipeline: smoke test POST /checkout failed on release 2.14.0",
  },
  "build-failed": {
    decides: "ci: pipeline has failed on branch main",
    leavesAlone: ["ci: Process completed with exit code 0."],
  },
};
