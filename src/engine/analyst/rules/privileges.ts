import type { Rule } from "./rule.ts";

/** Rights that were given or used in ways that intruders like. */
export const privilegeRules: readonly Rule[] = [
  {
    name: "administrator-role-granted",
    component: "security",
    words: ["privilege", "role", "permission", "grant", "granted"],
    pattern:
      /\b(?:privileges?|roles?|permissions?)[._ ]?(?:grant(?:ed)?|assign(?:ed)?|add(?:ed)?|elevat(?:ed|ion))\b.{0,200}\b(?:super|global|domain|organi[sz]ation|org|cluster)[_ -]?(?:admin\w{0,12}|owner)\b/i,
    severity: "P2",
    cause: "an account got the widest rights there are",
    action:
      "Ask whoever is named as actor and compare with the change calendar. If nobody knows of it, take the rights away and read what the account did since.",
    confidence: 80,
    certain: true,
  },
  {
    name: "second-factor-switched-off",
    component: "security",
    words: ["mfa", "2fa"],
    pattern:
      /\b(?:mfa|2fa)\b.{0,60}\b(?:disabled|switched off|turned off|removed) (?:for|from) (?:all|every)\b/i,
    severity: "P1",
    cause: "nobody needs a second factor any more, so one stolen password is enough",
    action:
      "Switch it on again at once, ask who changed it, and look through the logins since then for unknown addresses.",
    confidence: 82,
    certain: true,
  },
  {
    name: "service-account-became-root",
    component: "security",
    words: ["sudo", "su"],
    pattern:
      /\bsudo(?:\[\d{1,10}\])?: {1,8}(?:www-data|nobody|apache|nginx|httpd|tomcat|postgres|mysql|redis)\b.{0,120}\buser=root ; command=\S{0,40}\/(?:ba|da|z|k)?sh\b|\bsu(?:\[\d{1,10}\])?: (?:\(to root\)|successful su for root by) (?:www-data|nobody|apache|nginx|httpd|tomcat)\b/i,
    severity: "P1",
    cause: "the account of a service opened a shell as root, as after a break-in",
    action:
      "Cut the host off the network but leave it running, read what that shell started, and find the request that came before. Replace the secrets on this host.",
    confidence: 84,
    certain: true,
  },
];
