/** From the worst; `none` where a line says none. */
export type Level = "fatal" | "error" | "warning" | "info" | "debug" | "none";

export const levelOrder: readonly Level[] = ["fatal", "error", "warning", "info", "debug", "none"];

/** As programs write levels, also shortened to four letters (logrus, .NET) and misspelt. */
const english: Readonly<Record<Exclude<Level, "none">, string>> = {
  fatal: "fatal fata ftl emerg emergency panic pani alert crit critical crt disaster dpanic",
  error: "error err erro eror errr severe fail",
  warning: "warning warn wrn warnung",
  info: "info inf information informational notice log note success",
  debug: "debug debu dbg dbug trace trac trce trc verbose vrb fine finer finest config",
};

/** What runtimes and system tools write in other languages, as a label before the message; `_` stands for a blank. */
const translated: Readonly<Record<Exclude<Level, "none">, string>> = {
  fatal:
    "erreur_fatale error_fatal erro_fatal errore_fatale schwerer_fehler kritischer_fehler závažná_chyba kritická_chyba błąd_krytyczny ölümcül_hata критическая_ошибка 严重错误 嚴重錯誤 심각한_오류 schwerwiegend kritisch fatale critique grave fatal crítico critico kritiek kritisk krytyczny kritický критическая критично важно паника 致命错误 致命错誤 致命的エラー 致命 严重 嚴重 重大 緊急 치명적 심각",
  error:
    "fehler erreur errore erro fout fel fejl feil virhe błąd blad chyba hiba eroare greška hata ошибка помилка σφάλμα грешка kesalahan galat viga klaida napaka kļūda خطأ שגיאה ข้อผิดพลาด त्रुटि 错误 錯誤 エラー 오류 에러 lỗi",
  warning:
    "warnung avertissement avviso avvertenza aviso advertencia waarschuwing varning advarsel varoitus ostrzeżenie ostrzezenie varování varovanie figyelmeztetés avertisment upozorenje uyarı предупреждение попередження προειδοποίηση peringatan opozorilo uyari hoiatus įspėjimas brīdinājums تحذير אזהרה คำเตือน चेतावनी 警告 경고",
  info: "hinweis meldung informazione información informação infos informatie tiedote informacja informace bilgi информация сведения інформація πληροφορία 信息 資訊 情報 정보",
  debug: "диагностика отладка 调试 デバッグ 디버그",
};

/** Of a label's languages; names of levels that are plain words elsewhere are not among them. */
export const levelByWord: ReadonlyMap<string, Level> = new Map(
  [translated, english].flatMap((words) =>
    (Object.entries(words) as [Level, string][]).flatMap(([level, list]) =>
      wordsOf(list).map((word) => [word, level] as const),
    ),
  ),
);

/** A pattern for the words that are written as labels in other languages, at all levels or at these. */
export function translatedLabels(...levels: readonly Exclude<Level, "none">[]): string {
  const lists = levels.length === 0 ? Object.values(translated) : levels.map((level) => translated[level]);
  return lists
    .flatMap(wordsOf)
    .sort((one, other) => other.length - one.length)
    .join("|");
}

function wordsOf(list: string): string[] {
  return list.split(" ").map((word) => word.replaceAll("_", " "));
}

/** The worst of levels; one that is said stands before none. */
export function worstLevel(levels: Iterable<Level>): Level {
  let worst: Level = "none";
  for (const level of levels) if (levelOrder.indexOf(level) < levelOrder.indexOf(worst)) worst = level;
  return worst;
}
