import { clock, date, isoTime, type LineFormat, levelWord, starting } from "./line-format.ts";

/** Python, Ruby, PHP, JavaScript and their frameworks. */
export const scriptFormats: readonly LineFormat[] = [
  {
    name: "Odoo",
    begins: "\\d",
    pattern: starting(
      `${date} ${clock} (?<process>\\d{1,10}) ${levelWord} [\\w?-]{1,60} (?<service>[a-z]\\w{0,60}(?:\\.\\w{1,60}){1,8}): `,
    ),
  },
  {
    name: "OpenStack",
    begins: "\\w",
    pattern: starting(
      `(?:[\\w.:-]{1,80} )?${date} ${clock} (?<process>\\d{1,10}) ${levelWord} (?<service>[a-z][\\w.]{1,100}) (?:\\[[^\\]]{0,300}\\] )?`,
    ),
  },
  {
    name: "Celery, Gunicorn",
    begins: "[",
    pattern: starting(
      `\\[${isoTime}(?:: ${levelWord}/(?<service>[\\w-]{1,60})\\]|\\] \\[(?<process>\\d{1,10})\\] \\[${levelWord}\\]) `,
    ),
  },
  {
    name: "Monolog, Laravel",
    begins: "[",
    pattern: starting(`\\[${isoTime}\\] (?<service>[a-zA-Z][\\w-]{0,40})\\.${levelWord}: `),
  },
  {
    name: "Symfony console",
    begins: "\\d",
    pattern: starting(`${clock} ${levelWord} {1,9}\\[(?<service>[a-z][\\w.-]{0,40})\\] `),
  },
  {
    name: "Ruby",
    begins: "DIWEFA",
    pattern: starting(
      `[DIWEFA], \\[${isoTime} #(?<process>\\d{1,10})\\] {1,2}${levelWord} -- (?<service>[\\w.:-]{0,60}) ?: `,
    ),
  },
  {
    name: "Sidekiq",
    begins: "\\d",
    pattern: starting(
      `${isoTime} (?:pid=)?(?<process>\\d{1,10}) (?:tid=|TID-)\\w{1,20} (?:[\\w.=:-]{1,80} ){0,4}${levelWord}: `,
    ),
  },
  {
    name: "uWSGI",
    begins: "[",
    pattern: starting("\\[pid: (?<process>\\d{1,10})\\|app: [^\\]]{1,60}\\] "),
    isWhole: true,
  },
  {
    name: "Puma",
    begins: "[",
    pattern: starting("\\[(?<process>\\d{1,10})\\] (?=[-*!] )"),
  },
  {
    name: "PHP",
    begins: "[",
    pattern: starting(
      `\\[\\d\\d-[A-Z][a-z]{2}-\\d{4} ${clock}(?: [\\w/+-]{1,40})?\\] (?:(?:PHP )?(?:[A-Z][a-z]{1,12} ){0,2}?[A-Z]{0,1}[a-z]{3,12}: {1,2}|${levelWord}: (?:\\[pool (?<service>[\\w.-]{1,60})\\] )?(?:child (?<process>\\d{1,10}),? )?)?`,
    ),
  },
  {
    name: "Python logging",
    begins: "\\dA-Z",
    pattern: starting(
      `${isoTime} - (?<logger>[\\w.-]{1,120}) - (?:\\d{1,6} - )?${levelWord} - (?:[A-Z]{1,8}-[\\w-]{1,20} - )?|${levelWord}:(?<logger2>[\\w.-]{1,120}):(?=\\S)|${isoTime} \\[?${levelWord}\\]? \\[(?<logger3>[a-z_][\\w.]{0,120}):\\d{1,6}\\] (?:\\[[^\\]]{1,60}\\] )?`,
    ),
  },
  {
    name: "Airflow",
    begins: "[",
    pattern: starting(`\\[${isoTime}\\] \\{(?<logger>[\\w./]{1,120}\\.py):\\d{1,6}\\} ${levelWord} - `),
  },
  {
    name: "loguru",
    begins: "\\d",
    pattern: starting(
      `${isoTime} \\| ${levelWord} {1,9}\\| (?<logger>[\\w.<>]{1,120}):[\\w<>.]{1,80}:\\d{1,6} - `,
    ),
  },
  {
    name: "structlog",
    begins: "\\d",
    pattern: starting(
      `${isoTime} \\[[a-z]{4,9} {0,5}\\] (?!<\\d)(?:(?=[^\\n]{1,300}? {2,60}\\[(?<service>[A-Za-z_][\\w.-]{0,60})\\](?: |$))|)`,
    ),
  },
  {
    name: "Ansible",
    begins: "focsui",
    pattern: starting(
      "(?:fatal|failed|ok|changed|skipping|unreachable|ignored): \\[(?<host>[\\w.-]{1,255})(?: -> [^\\]]{1,255})?\\](?:: |(?=\\s|$))",
    ),
    isWhole: true,
  },
  {
    name: "Tornado, Jupyter",
    begins: "[",
    pattern: starting(`\\[[DIWEC] (?:\\d{6} |${date} )?${clock} (?<service>[\\w.-]{1,60})(?::\\d{1,6})?\\] `),
  },
  {
    name: "fail2ban",
    begins: "\\d",
    pattern: starting(
      `${isoTime} (?<service>[a-z][\\w.]{1,60}) {1,20}\\[(?<process>\\d{1,10})\\]: ${levelWord} {1,9}`,
    ),
  },
  {
    name: "NestJS",
    begins: "[",
    pattern: starting(
      `\\[Nest\\] (?<process>\\d{1,10}) {1,4}- [\\d/.-]{8,10},? ${clock}(?: [AP]M)? {1,9}${levelWord} (?:\\[(?<service>[\\w .-]{1,60})\\] )?`,
    ),
  },
  {
    name: "pino-pretty",
    begins: "[",
    pattern: starting(
      `\\[(?:${isoTime}|${clock})\\] ${levelWord} \\((?:(?<service>[\\w .@-]{1,60})/)?(?<process>\\d{1,10})(?: on (?<host>[\\w.-]{1,255}))?\\): `,
    ),
  },
  {
    name: "debug (Node)",
    begins: "\\d",
    pattern: starting(`${isoTime} (?<service>[a-z][\\w-]{0,40}(?::[\\w*-]{1,40}){1,4}) `),
  },
  {
    name: "PM2",
    begins: "\\d",
    pattern: starting(`${date}T${clock}: (?<service>PM2)(?: error:)? `),
  },
];
