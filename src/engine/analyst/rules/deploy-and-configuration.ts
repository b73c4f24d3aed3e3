import type { Rule } from "./rule.ts";

export const deployRules: readonly Rule[] = [];
