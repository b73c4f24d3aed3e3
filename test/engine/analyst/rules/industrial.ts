import type { RuleExamples } from "./rule-examples.ts";

export const industrialExamples: Readonly<Record<string, RuleExamples>> = {
  "interlock-failed": {
    decides: "SIS-2 alarm: interlock XV-201 did not close on demand",
    leavesAlone: ["SIS-2: interlock XV-201 test passed", "safety briefing failed to load"],
  },
  "emergency-stop": {
    decides: "PLC4 ALM 9001 emergency stop activated at station 3",
    leavesAlone: ["PLC4: emergency stop chain tested, closed", "emergency contact list opened"],
  },
  "process-limit-exceeded": {
    decides: "DCS: PT-210 is above its trip limit",
    leavesAlone: ["DCS: PT-210 trip limit set to 24 bar", "trip to the site is above budget"],
  },
};
