import { joiningWords } from "../asking/common-words.ts";
import { spokenIn } from "../asking/line-words.ts";
import { suspectsInjection } from "../asking/severity-floor.ts";
import { wordsOf } from "../asking/text-words.ts";
import type { Severity } from "../verdict.ts";
import { narrativeSystemMessage } from "./narrative-prompt.ts";

/** Words in a row that no sentence shares with our instructions by chance. */
const promptRun = 5;
/** What a claim may well say, because it is told to. */
const allowed = "say so when the entries do not show it";
const promptRuns = new Set(
  runsIn(spokenIn(wordsOf(narrativeSystemMessage)), promptRun).filter((run) => !allowed.includes(run)),
);
const marker = /\bincident lines (?:begin|end)\b|-{3} ?\w+ lines\b/i;

/** Sentences that talk an incident down. It has a severity, and no model may lower that. */
const calming =
  /\b(?:no (?:action|intervention|response|escalation|follow-?up) (?:is |was |are )?(?:needed|required|necessary)|nothing (?:to do|needs to be done)|(?:can|may|could|should|must) (?:safely )?be (?:ignored|disregarded|silenced|muted|closed|dismissed)|(?:safe|safely) to ignore|false (?:alarm|positive)|(?:is|are|was|were|looks?|appears?|seems?) (?:entirely |completely |perfectly )?(?:harmless|benign|normal operation|expected behaviou?r|routine)|not an? (?:incident|outage|problem|issue)|(?:ignore|disregard|silence|mute|dismiss|acknowledge and close|suppress|close) (?:this|these|the|all|any) (?:\w+ ){0,2}(?:alerts?|alarms?|incidents?|pages?|warnings?|errors?|messages?)|(?:stop|disable|turn off) (?:the |all )?(?:paging|alerting|alerts?|alarms?|monitoring|logging|auditing)|keine? (?:maßnahmen?|aktion|handlung)\w* (?:\w+ )?(?:nötig|notwendig|erforderlich)|fehlalarm|harmlos|ignorier(?:en|t|bar)|aucune action|fausse alerte|sans gravité|falsa alarma|falso alarme|falso allarme|(?:no se requiere|nenhuma|nessuna) (?:acción|ação|azione)|(?:puede|pode) (?:ignorarse|ser ignorad))|無視して|誤報|対応は不要|問題ありません|误报|无需处理|可以忽略/iu;

const link = /\b\w{2,10}:\/\/|\b(?:tel|mailto):|\bwww\.|[\w.+-]+@[\w-]+\.\w{2,}/i;
const phone = /(?:\+|\b00)\d[\d ()/-]{6,}\d/;
/** Commands after which something is gone, open or unwatched. */
const destructive =
  /\brm -\w*[rf]|\bmkfs|\bdd (?:if|of)=|\b(?:drop|truncate) (?:table|database|schema|index)\b|\bdelete from\b|\b(?:kubectl|docker|helm|terraform|aws|gcloud|az)\b[^.;]{0,40}\b(?:delete|destroy|rm|prune|uninstall|terminate)\b|\s--(?:delete|destroy|drop|force|purge|wipe)\b|\b(?:delete|destroy|drop|erase|format|purge|truncate|wipe) (?:(?:all|the|its|this|that) ){1,2}(?:\w+ )?(?:backups?|buckets?|cluster|data|databases?|disks?|index|namespaces?|partitions?|tables?|topics?|volumes?)\b|\bgit (?:push (?:-f|--force)|reset --hard)|\bchmod (?:-R )?0?777|\bsetenforce 0|\biptables -F|\b(?:ufw|firewalld|selinux|auditd)\b[^.;]{0,20}\b(?:disable|stop|off)\b|\b(?:disable|stop|turn off) (?:the )?(?:firewall|selinux|apparmor|antivirus|audit\w*|authentication|tls|encryption)\b|\|\s?(?:sudo )?(?:ba|z)?sh\b|\bpipe\b.{0,24}\b(?:ba|z)?sh(?:ell)?\b|\bcurl\b[^|]*\||\bwget\b[^|;]*[|;]|\bbase64 -d|\beval\b ?[("$]|>\s?\/dev\/sd|\bkill -9 1\b|\bshutdown -h|\buseradd\b|\bauthorized_keys\b/i;
const commands =
  /\b(?:(?:sudo|curl|wget|rm|dd|chmod|chown|p?kill|killall|bash|sh|python3?|perl|nc|ssh|scp|psql|mysql|redis-cli|powershell|certutil|iptables|crontab) +(?:[-/~.\w]*[-/~.][\w./~-]*)|(?:kubectl|docker|helm|systemctl|git|aws|gcloud|az|terraform|apt(?:-get)?|yum|dnf|pip|npm) +(?:apply|create|delete|destroy|disable|drain|edit|enable|exec|get|install|patch|pull|push|remove|reset|restart|rm|rollout|run|scale|start|stop|uninstall)\b(?: +[\w./-]+)?)/gi;

/** Verbs of what a person does to a system, as they stand in requests. */
const actions =
  "add|allow|apply|block|call|change|clear|close|contact|copy|create|delete|deploy|disable|download|drop|email|enable|erase|execute|expose|fail over|fetch|flush|forward|grant|ignore|install|kill|log in|lower|mark|open|page|paste|post|purge|reboot|reload|remove|reset|restart|restore|revoke|roll back|rotate|run|send|set|share|shut down|silence|skip|start|stop|switch off|treat|turn off|uninstall|update|upload|visit|whitelist|wipe";
const requests = new RegExp(
  `(?:^|[.:;!?([{"'»>-]\\s*|\\b(?:please|must|should|need to|have to|kindly|immediately|just|then|now|to (?:fix|resolve|mitigate|recover|restore)(?: \\w+){0,3},?)\\s+)(${actions})\\b([^.;!?]{0,160})`,
  "giu",
);

/** Words that two requests of different verbs do not share by chance. */
const sharedByOtherVerb = 3;

/** What a text asks its reader for. */
interface Request {
  readonly verb: string;
  readonly stems: ReadonlySet<string>;
}

function requestsIn(text: string): Request[] {
  return [...text.matchAll(requests)].map(([, verb = "", rest = ""]) => ({
    verb: verb.toLowerCase(),
    stems: new Set(
      wordsOf(rest)
        .map(({ stem }) => stem)
        .filter((stem) => stem.length > 2 && !joiningWords.has(stem)),
    ),
  }));
}

/** Judges whether a claim passes on what a log line wants, rather than what it shows. */
export class HostileClaims {
  private readonly logs: readonly string[];
  private readonly spoken: readonly string[];
  private readonly requests: readonly Request[];

  /** @param logs the lines' texts, those withheld from the model too */
  constructor(logs: readonly string[]) {
    this.logs = logs.map((log) => log.toLowerCase());
    this.spoken = logs.map((log) => ` ${spokenIn(wordsOf(log)).join(" ")} `);
    this.requests = logs.flatMap(requestsIn);
  }

  /** @param severities that the incident and its entries have */
  isHostile(text: string, isStep: boolean, severities: ReadonlySet<Severity>): boolean {
    const words = spokenIn(wordsOf(text));
    return (
      marker.test(text) ||
      suspectsInjection(text) ||
      runsIn(words, promptRun).some((run) => promptRuns.has(run)) ||
      calming.test(text) ||
      phone.test(text) ||
      link.test(text) ||
      (text.match(/\bP[0-5]\b/g) ?? []).some((named) => !severities.has(named as Severity)) ||
      destructive.test(text) ||
      this.hasCommandOfLog(text) ||
      (isStep && this.beginsAsLog(words)) ||
      this.asksAsLog(text, isStep)
    );
  }

  private hasCommandOfLog(text: string): boolean {
    return [...text.toLowerCase().matchAll(commands)].some(([command]) =>
      this.logs.some((log) => log.includes(command.replace(/ +/g, " "))),
    );
  }

  /** A step that begins with words of a line in a row is not the model's advice. */
  private beginsAsLog(words: readonly string[]): boolean {
    const beginning = words.slice(0, 3).join(" ");
    return words.length >= 2 && this.spoken.some((log) => log.includes(` ${beginning} `));
  }

  private asksAsLog(text: string, isStep: boolean): boolean {
    const asked = requestsIn(isStep ? text : text.replace(/^/, "It says that "));
    return asked.some(({ verb, stems }) =>
      this.requests.some((request) => {
        const shared = [...stems].filter((stem) => request.stems.has(stem)).length;
        if (request.verb !== verb) return shared >= sharedByOtherVerb;
        return shared > 0 && shared * 2 >= Math.min(stems.size, request.stems.size);
      }),
    );
  }
}

function runsIn(words: readonly string[], length: number): string[] {
  return words
    .slice(0, Math.max(0, words.length - length + 1))
    .map((_, at) => words.slice(at, at + length).join(" "));
}
