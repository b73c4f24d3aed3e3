import type { RuleExamples } from "./rule-examples.ts";

export const privilegeExamples: Readonly<Record<string, RuleExamples>> = {
  "administrator-role-granted": {
    decides:
      '{"eventType":"user.role.assigned","actor":"bob","target":"carol","role":"GLOBAL_ADMINISTRATOR"}',
    leavesAlone: ['{"eventType":"user.role.assigned","actor":"bob","target":"carol","role":"READER"}'],
  },
  "second-factor-switched-off": {
    decides: "iam: policy changed by bob: MFA disabled for all users",
    leavesAlone: ["iam: MFA enabled for all users"],
  },
  "service-account-became-root": {
    decides: "Mar 14 03:12:00 web1 sudo: www-data : TTY=unknown ; PWD=/tmp ; USER=root ; COMMAND=/bin/bash",
    leavesAlone: ["Mar 14 03:12:00 web1 sudo: alice : TTY=pts/0 ; PWD=/tmp ; USER=root ; COMMAND=/bin/bash"],
  },
};
