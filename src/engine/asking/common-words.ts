import { wordsOf } from "./text-words.ts";

/** Words that join others, in the languages that verdicts are mostly written in: they say nothing about a line. */
const joining = `
about above after again all also and any are because been before being below between both but can cannot could does due
during each for from had has have here how into its itself just less like many may might more most must near not now
off once only other our out over per same shall should since some such than that the their them then there these they
this those through too two under until upon use used using very via was were what when where whether which while who
will with within without would yet you your one three none
aber alle als auch auf aus bei bis das dass dem den der des die dies diese dieser doch durch ein eine einem einen einer
für gegen hat ist kann kein keine man mehr mit muss nach nicht noch nur oder ohne sein seit sich sie sind sowie über und
unter vom von vor war wegen weil wenn werden wird wurde wurden zu zum zur
aucun aux avec car cette ces comme dans des donc elle est été être fait les leur mais même non nous ont par pas peut
plus pour que qui sans ses son sont sur une vers
algo como con contra cuando del desde donde durante ella entre era esta este esto está fue hay las los más muy otra para
pero por porque puede que sin sobre son tiene una uno
além ainda ao aos até com da das de dos em está foi foram isso mais mas na nas no nos não pela pelo pode ser seu sua são
tem uma
alla alle anche che con dal dalla dei del della delle di è gli il la le nel nella non per più può si sono stata stato
su sul una uno
`;

/** Words that verdicts on any line may use: to share one with another line proves nothing. */
const trade = `
abort access account action address admin alert allow application attempt authentication available backend begin broken
cache call cause certificate change check client close cluster code command complete configuration connect connection
container corrupt count cpu crash critical daemon data database deadline debug delay delete denied deny device disk domain
down drop dropped endpoint end error event exception exhausted exit expected expired fail failed failure fatal fault file
filesystem firewall full gateway handshake healthy high host impact inform information instance internal interrupted
invalid issue job kernel key latency leak level limit line load lock log login lost low manager memory message missing
monitor network node normal notice occurred open operation out overload page panic partition password path peer
permission point pool port problem process program proxy query queue rate read ready reached reboot received record
recover refused reject rejected release remote replica reply report request reset resource response restart result retry
root rule run running schedule secret security send sent server service session severity shutdown signal size slow socket
space stack start started state status step stop storage success succeeded successful sync system table target task thread
threshold time timed timeout token traffic transaction unable unavailable unexpected unreachable unusual update upstream
usage user value verify version volume wait warn warning worker write wrong http https tcp dns tls ssl api sql json url
anmeldung anfrage antwort dienst fehler fehlgeschlagen speicher verbindung server datenbank datei zeit zugriff
connexion erreur échec échoué service fichier serveur mémoire délai requête base données
conexión error fallo falló servicio archivo servidor memoria tiempo solicitud datos disco
erro falha falhou conexão serviço arquivo memória tempo dados errore connessione servizio
接続 失敗 エラ ラー サー ーバ バー 時間 発生 しま ます した まし です 正常 不可 でき きな ない
连接 失败 错误 服务 超时 数据 正常 服務
`;

const stemsIn = (text: string): ReadonlySet<string> => new Set(wordsOf(text).map(({ stem }) => stem));

export const joiningWords: ReadonlySet<string> = stemsIn(joining);
export const commonWords: ReadonlySet<string> = new Set([...joiningWords, ...stemsIn(trade)]);
