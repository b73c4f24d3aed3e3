import type { Pair } from "./unit-pairs.ts";

/** Two lines that differ in their level alone: two units. */
export const otherLevel: readonly Pair[] = [
  ["capitals", "2026-05-04 12:34:56 DEBUG pump on", "2026-05-04 12:34:56 ERROR pump on"],
  ["small letters", "2026-05-04 12:34:56 debug pump on", "2026-05-04 12:34:56 error pump on"],
  ["first words", "error: pump on", "verbose: pump on"],
  ["brackets", "[info] pump on", "[crit] pump on"],
  ["a service and a level", "app.err: pump on", "app.info: pump on"],
  ["three letters", "12:34:56 WRN pump on", "12:34:56 DBG pump on"],
  ["four letters", "INFO[0001] pump on", "ERRO[0001] pump on"],
  ["logfmt", "lvl=dbug msg=on", "lvl=eror msg=on"],
  ["a level in quotes", 'level="debug" msg="pump on"', 'level="error" msg="pump on"'],
  ["German", "INFO: Pumpe an", "FEHLER: Pumpe an"],
  ["French", "INFO: pompe en marche", "ERREUR: pompe en marche"],
  ["Russian", "ОТЛАДКА: насос", "ОШИБКА: насос"],
  ["Chinese", "信息: 水泵", "错误: 水泵"],
  ["pino", '{"level":20,"msg":"on"}', '{"level":50,"msg":"on"}'],
  ["Python's number", '{"levelno":10,"msg":"on"}', '{"levelno":40,"msg":"on"}'],
  ["Monolog", '{"message":"on","level":100}', '{"message":"on","level":400}'],
  ["syslog by key", "severity=3 msg=on", "severity=7 msg=on"],
  ["a severity number in logfmt", "severity_number=9 body=on", "severity_number=17 body=on"],
  ["Cisco", "%LINK-3-UPDOWN: a", "%LINK-6-UPDOWN: a"],
  ["Java's thread and level", "[Server thread/INFO]: on", "[Server thread/ERROR]: on"],
  ["Laravel", "[2026-05-04 12:34:56] local.DEBUG: on", "[2026-05-04 12:34:56] local.ERROR: on"],
  [
    "Celery",
    "[2026-05-04 12:34:56,789: INFO/MainProcess] on",
    "[2026-05-04 12:34:56,789: ERROR/MainProcess] on",
  ],
  ["logcat", "D/Pump(7): on", "E/Pump(7): on"],
  [".NET", "info: Shop.Pump[7] on", "fail: Shop.Pump[7] on"],
  ["signs", "✔ pump on", "❌ pump on"],
];
