import { lineTable } from "./line-table.ts";

/** Levels, months and messages in languages other than English. */
export const spokenLanguages = lineTable(`
# German
2026-03-14 03:12:00.123 CET [77] FEHLER:  Relation »regal« existiert nicht
  time 2026-03-14T02:12:00.123Z; level error; process 77; says Relation »regal«
14.03.2026 03:12:00 WARNUNG: Regal fast leer
  time 2026-03-14T03:12:00Z; level warning; says Regal fast leer
Mär 14 03:12:00 web1 bestellung[77]: Regal gezählt
  time 2026-03-14T03:12:00Z; service bestellung; host web1; process 77; says Regal gezählt
Sa 14. Mär 03:12:00 CET 2026: Schwerwiegend: Regal fehlt
  time 2026-03-14T02:12:00Z; level fatal; says Regal fehlt
14. März 2026 03:12:00 HINWEIS: Regal voll
  time 2026-03-14T03:12:00Z; level info; says Regal voll
ACHTUNG: Regal fast leer
  level warning; says Regal fast leer
# French
2026-03-14 03:12:00 ERREUR : rayon vide
  time 2026-03-14T03:12:00Z; level error; says rayon vide
mars 14, 2026 3:12:00 AM com.shop.Rayon compter⏎GRAVE: rayon perdu
  time 2026-03-14T03:12:00Z; level fatal; service Rayon; says rayon perdu
AVERTISSEMENT: rayon presque vide
  level warning; says rayon presque vide
14 févr. 2026 03:12:00 ATTENTION: rayon presque vide
  time 2026-02-14T03:12:00Z; level warning; says rayon presque vide
ERREUR FATALE : rayon perdu
  level fatal; says rayon perdu
# Spanish
2026-03-14 03:12:00 ERROR: estante vacío
  time 2026-03-14T03:12:00Z; level error; says estante vacío
2026-03-14 03:12:00 ADVERTENCIA: estante casi vacío
  time 2026-03-14T03:12:00Z; level warning; says estante casi vacío
14 de marzo de 2026 03:12:00 CRÍTICO: estante perdido
  time 2026-03-14T03:12:00Z; level fatal; says estante perdido
# Portuguese
2026-03-14 03:12:00 ERRO: prateleira vazia
  time 2026-03-14T03:12:00Z; level error; says prateleira vazia
2026-03-14 03:12:00 AVISO: prateleira quase vazia
  time 2026-03-14T03:12:00Z; level warning; says prateleira quase
# Italian
2026-03-14 03:12:00 ERRORE: scaffale vuoto
  time 2026-03-14T03:12:00Z; level error; says scaffale vuoto
14 mar 2026 03:12:00 AVVISO: scaffale quasi vuoto
  time 2026-03-14T03:12:00Z; level warning; says scaffale quasi
# Russian
2026-03-14 03:12:00 ОШИБКА: полка пуста
  time 2026-03-14T03:12:00Z; level error; says полка пуста
14 марта 2026 г. 03:12:00 ПРЕДУПРЕЖДЕНИЕ: полка почти пуста
  time 2026-03-14T03:12:00Z; level warning; says полка почти
2026-03-14 03:12:00.123 MSK [77] ВАЖНО:  полки нет
  time 2026-03-14T00:12:00.123Z; level fatal; process 77; says полки нет
# Chinese
2026年3月14日 03:12:00 错误：货架是空的
  time 2026-03-14T03:12:00Z; level error; says 货架是空的
2026-03-14 03:12:00 [警告] 货架快空了
  time 2026-03-14T03:12:00Z; level warning; says 货架快空了
2026/3/14 下午3:12:00 信息: 货架已清点
  time 2026-03-14T15:12:00Z; level info; says 货架已清点
# Japanese
2026-03-14 03:12:00 エラー: 棚が空です
  time 2026-03-14T03:12:00Z; level error; says 棚が空です
3 14, 2026 3:12:00 午前 com.shop.Shelf count⏎警告: 棚がほぼ空です
  level warning; service Shelf; says 棚がほぼ空です
【致命的エラー】棚がありません
  level fatal; says 棚がありません
# Korean
2026-03-14 03:12:00 오류: 선반이 비었습니다
  time 2026-03-14T03:12:00Z; level error; says 선반이 비었습니다
2026년 3월 14일 오후 3:12:00 경고: 선반이 거의 비었습니다
  time 2026-03-14T15:12:00Z; level warning; says 선반이 거의
# Polish
2026-03-14 03:12:00 BŁĄD: półka jest pusta
  time 2026-03-14T03:12:00Z; level error; says półka jest pusta
14 marca 2026 03:12:00 OSTRZEŻENIE: półka prawie pusta
  time 2026-03-14T03:12:00Z; level warning; says półka prawie pusta
# Turkish
2026-03-14 03:12:00 HATA: raf boş
  time 2026-03-14T03:12:00Z; level error; says raf boş
14 Mart 2026 03:12:00 UYARI: raf neredeyse boş
  time 2026-03-14T03:12:00Z; level warning; says raf neredeyse
UYARI: raf neredeyse boş
  level warning; says raf neredeyse
# Dutch
2026-03-14 03:12:00 FOUT: plank is leeg
  time 2026-03-14T03:12:00Z; level error; says plank is leeg
# Swedish, Danish, Norwegian, Finnish
2026-03-14 03:12:00 FEL: hyllan är tom
  time 2026-03-14T03:12:00Z; level error; says hyllan är tom
2026-03-14 03:12:00 ADVARSEL: hylden er næsten tom
  time 2026-03-14T03:12:00Z; level warning; says hylden er
2026-03-14 03:12:00 VIRHE: hylly on tyhjä
  time 2026-03-14T03:12:00Z; level error; says hylly on
# Czech, Hungarian, Romanian, Greek
2026-03-14 03:12:00 CHYBA: police je prázdná
  time 2026-03-14T03:12:00Z; level error; says police je
2026-03-14 03:12:00 HIBA: a polc üres
  time 2026-03-14T03:12:00Z; level error; says a polc üres
2026-03-14 03:12:00 EROARE: raftul este gol
  time 2026-03-14T03:12:00Z; level error; says raftul este
2026-03-14 03:12:00 ΣΦΆΛΜΑ: το ράφι είναι άδειο
  time 2026-03-14T03:12:00Z; level error; says το ράφι
ZÁVAŽNÁ CHYBA: police chybí
  level fatal; says police chybí
# Ukrainian, Arabic, Hebrew, Thai, Vietnamese
2026-03-14 03:12:00 ПОМИЛКА: полиця порожня
  time 2026-03-14T03:12:00Z; level error; says полиця порожня
2026-03-14 03:12:00 خطأ: الرف فارغ
  time 2026-03-14T03:12:00Z; level error; says الرف فارغ
2026-03-14 03:12:00 שגיאה: המדף ריק
  time 2026-03-14T03:12:00Z; level error; says המדף ריק
2026-03-14 03:12:00 LỖI: kệ trống
  time 2026-03-14T03:12:00Z; level error; says kệ trống
`);
