import { levelOfApple, levelOfCef, levelOfSyslog, levelsOfNagios } from "./level-numbers.ts";
import { beginning, byLetter, byWord, type Notation } from "./notation.ts";

/** As loggers of operating systems, devices and what watches them write their level. */
export const systemNotations: readonly Notation[] = [
  // critical/ApiListener: … (Icinga)
  {
    begins: "cdinw",
    pattern: /(critical|warning|information|notice|debug)\/(?=[A-Z]\w{1,60}:)/y,
    fits: ({ behindTime }) => behindTime,
  },
  // SERVICE ALERT: web1;HTTP;CRITICAL;HARD;3;… (Nagios)
  {
    begins: "CHS",
    pattern:
      /(?:CURRENT )?(?:SERVICE|HOST) (?:ALERT|STATE): (?:[^;\n]{1,200};){1,2}?([A-Z]{2,11});(?:HARD|SOFT);/y,
    isOfMessage: true,
    levelOf: (state) => levelsOfNagios[state],
  },
  // [filer1: wafl: wafl.vol.full:error]: … (NetApp)
  {
    begins: "[",
    pattern:
      /\[[\w.-]{1,100}:(?: [\w-]{1,60}:)? [\w.]{2,100}:(emergency|alert|critical|error|warning|notice|info|debug)\]/y,
  },
  // LOG3[0]: … (stunnel)
  { begins: "L", pattern: /LOG([0-7])\[\w{1,20}\]:/y, levelOf: (digit) => levelOfSyslog(Number(digit)) },
  // [FAILED] … (systemd, test runners)
  {
    begins: "[",
    pattern: /\[ {0,4}(FAILED|FAIL) {0,4}\]/y,
    levelOf: () => "error",
    fits: beginning,
  },
  // error hostd[7] … (ESXi), warning tmm[7]: … (F5), behind a host or a tag
  {
    begins: "acdeinpvw",
    pattern:
      /(emerg|panic|alert|crit|err|error|warning|notice|info|verbose|debug) (?=[\w-]{1,40}\[\d{1,10}\]:? )/y,
  },
  // system,error,critical … (MikroTik)
  {
    begins: "abcdfhilnoprsw",
    pattern:
      /(?=[a-z\d-]{2,11},)(?:system|firewall|interface|wireless|dhcp|ppp|l2tp|pptp|sstp|ovpn|ipsec|script|hotspot|caps|bgp|ospf|route|dns|ntp|backup|certificate|snmp|radius|pppoe|account|web-proxy)(?:,[a-z-]{2,20}){0,3}?,(critical|error|warning|info|debug)(?= )/y,
  },
  // daemon.err dnsmasq[1]: … (OpenWrt, rsyslog)
  {
    begins: "a-z",
    pattern:
      /(?:kern|user|mail|daemon|auth|authpriv|syslog|lpr|news|cron|ftp|local[0-7])\.(emerg|panic|alert|crit|err|error|warn|warning|notice|info|debug) (?=[\w./-]{1,40}(?:\[\d{1,10}\])?:)/y,
  },
  // 1,2026/03/02 10:00:01,0011,SYSTEM,general,…,critical,"… (Palo Alto)
  {
    begins: "0-9",
    pattern:
      /\d,\d{4}\/\d\d\/\d\d [\d:]{8},\d{0,20},SYSTEM,(?:(?:"[^"]{0,200}"|[^",]{0,100}),){9}(critical|high|medium|low|informational),/y,
    levelOf: (word) => byWord(word) ?? levelOfCef(word),
  },
  // %KERN-3: … (Junos)
  { begins: "%", pattern: /%[A-Z][A-Z_]{1,30}-([0-7]):/y, levelOf: (digit) => levelOfSyslog(Number(digit)) },
  // %LINK-3-UPDOWN: …, %ASA-6-302013: … (Cisco)
  {
    begins: "%",
    pattern: /%[A-Z][A-Z0-9_]{0,30}(?:-[A-Z0-9_]{1,30}){0,2}-([0-7])-[A-Z0-9_]{1,40}:?/y,
    levelOf: (digit) => levelOfSyslog(Number(digit)),
  },
  // E/ActivityManager(  123): …, E ActivityManager: … behind process and thread (Android)
  {
    begins: "A-Z",
    pattern: /([VDIWEFA])\/[^\s(:/]{1,60}\s{0,20}(?:\(\s{0,6}\d{1,7}\))?:/y,
    levelOf: byLetter,
    fits: beginning,
  },
  {
    begins: "\\w-",
    pattern: /(?:[\w-]{1,20}\s{1,6})?\d{1,7}\s{1,6}\d{1,7} ([VDIWEFA]) [^\s:]{1,60}\s{0,20}:/y,
    levelOf: byLetter,
    fits: beginning,
  },
  {
    begins: "0-9",
    pattern: /\d{1,7}-\d{1,7}\s{1,6}\S{1,60}\s{1,20}[\w.]{1,80}\s{1,20}([VDIWEFA])\s/y,
    levelOf: byLetter,
    fits: ({ behindTime }) => behindTime,
  },
  // 0x1a2b Error  0x0 …, Df Shop[1:2a] … (Apple's unified log)
  {
    begins: "0",
    pattern: /0x[\da-f]{1,12}\s{1,12}(Default|Info|Debug|Error|Fault)\s{1,16}0x/y,
    levelOf: levelOfApple,
    fits: ({ behindTime }) => behindTime,
  },
  {
    begins: "A-Z",
    pattern: /(Df|Db|[AIEF]) {1,2}[\w.-]{1,60}\[\d{1,7}:[\da-f]{1,12}\]/y,
    levelOf: levelOfApple,
    fits: ({ behindTime }) => behindTime,
  },
  // kern  :err   : … (dmesg)
  {
    begins: "a-z",
    pattern: /[a-z]{3,8}\d?\s{0,3}:(emerg|alert|crit|err|warn|notice|info|debug)\s{0,3}:/y,
    fits: beginning,
  },
  // <3>… behind a tag (journald)
  { begins: "<", pattern: /<([0-7])>/y, levelOf: (digit) => levelOfSyslog(Number(digit)) },
  // LEEF:1.0|…|…|…|…|… sev=8 (QRadar): the fields are the sender's, so only a severe number counts
  {
    begins: "L",
    pattern: /LEEF:\s?\d\.\d\|(?:[^|]{0,200}\|){4,5}.{0,600}?\bsev=(\d{1,2})\b/y,
    isOfMessage: true,
    levelOf: (severity) => (Number(severity) >= 7 ? levelOfCef(severity) : undefined),
  },
  // CEF:0|…|…|…|…|…|8|
  {
    begins: "C",
    pattern: /CEF:\s?\d\|(?:(?:[^|\\]|\\.){0,200}\|){5}([\w-]{1,10})\|/y,
    isOfMessage: true,
    levelOf: levelOfCef,
  },
];
