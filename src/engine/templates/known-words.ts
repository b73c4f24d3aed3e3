/** Words that the scanner knows. They are in lower case unless a comment says otherwise. */

/** Names with a digit that are not values. */
export const namesWithDigit: ReadonlySet<string> = new Set(
  (
    "ssh1 ssh2 sshv2 ipv4 ipv6 utf8 utf-8 utf16 utf-16 iso8859-1 base64 md5 sha1 sha256 sha384 sha512 sha-1 sha-256 " +
    "http2 http3 h2 oauth2 saml2 x509 ext2 ext3 ext4 ntfs3 nfs3 nfs4 nfsv3 nfsv4 tls1 sslv3 tlsv1 x86 x86_64 amd64 " +
    "arm64 i386 i686 log4j log4j2 slf4j k8s s3 ec2 v4l2 i2c i18n l10n e1000 e1000e 802.1x 802.1q mp3 mp4 h264 win32 " +
    "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 json5 ipv4/ipv6 db2 pkcs7 pkcs8 pkcs12 socks4 socks5"
  ).split(" "),
);

/** `user=alice`: the word behind one of these keys is a name, whatever the word. */
const identityKeys: ReadonlySet<string> = new Set(
  (
    "user usr uname username user_name login logname account acct owner principal subject identity actor member uid gid " +
    "host hostname server node nodename machine computer peer client remote rhost ruser src dst source destination dest " +
    "ip addr address sender recipient from to database db schema table index collection bucket queue topic channel " +
    "partition consumer producer pod container namespace ns deployment image job task instance cluster zone region " +
    "file filename path dir directory url uri vhost domain device dev disk volume mount interface iface session sid " +
    "token key id uuid name tenant org project customer thread trace span request_id req"
  ).split(" "),
);
const identitySuffix = /(?:user|host|name|path|file|addr|uuid|_id|_ip)$/i;

/** `level=error`: the word behind one of these keys says what happened and is never a name. */
const meaningKeys: ReadonlySet<string> = new Set(
  (
    "level lvl loglevel log_level severity priority msg message error err errno reason cause event event_type status state " +
    "result outcome action op operation method type kind code signal exception phase condition healthy ready success " +
    "eventname event_name eventtype operationname operation_name methodname verb activity " +
    "conclusion verdict decision mode proto protocol component logger category facility detail details"
  ).split(" "),
);

export function isIdentityKey(key: string): boolean {
  return (identityKeys.has(key.toLowerCase()) || identitySuffix.test(key)) && !isMeaningKey(key);
}

export function isMeaningKey(key: string): boolean {
  return meaningKeys.has(key.toLowerCase());
}

/** A program switches between these units by the size of the number, so the unit is part of the value. Case matters. */
export const unitsOfMeasure: ReadonlySet<string> = new Set(
  "B KB MB GB TB PB kB KiB MiB GiB TiB PiB Kb Mb Gb KBytes MBytes s sec secs min mins h hr hrs us µs ns".split(
    " ",
  ),
);

export const months: ReadonlySet<string> = new Set(
  "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
);
export const weekdays: ReadonlySet<string> = new Set("Mon Tue Wed Thu Fri Sat Sun".split(" "));

/** Words that make NAME a name in "for user NAME"; in "user request" or "user unknown" it is none. */
export const userIntroductions: ReadonlySet<string> = new Set("for invalid illegal unknown by".split(" "));

/** Words that often introduce a name: fewer different words behind them show that the position is a variable. */
export const nameIntroductions: ReadonlySet<string> = new Set(
  (
    "user for from by of on at to in with via into host node server client named name called service table database " +
    "queue topic job task account group device interface file directory module driver plugin pool index bucket " +
    "namespace pod container image process thread program command component"
  ).split(" "),
);

/** Words that name a state: templates that differ in such a word never become one template. */
export const stateWords: ReadonlySet<string> = new Set(
  (
    "up down open opened opening closed closing close on off enabled disabled enable disable active inactive online " +
    "offline connected disconnected connecting started stopped starting stopping running paused suspended resumed idle " +
    "ready notready healthy unhealthy degraded available unavailable alive dead success successful successfully succeeded " +
    "fail failed failure failing ok error errors fatal critical warning warn info notice debug trace severe emergency alert " +
    "panic accepted rejected allowed denied granted refused permitted blocked locked unlocked acquired released valid " +
    "invalid true false yes no not none never without all passed aborted cancelled canceled completed complete " +
    "incomplete timeout expired terminated terminating interrupted killed restarted created deleted added removed " +
    "established lost reachable unreachable pending waiting blocking forwarding master slave leader follower primary " +
    "secondary standby promoted demoted joined left mounted unmounted full empty normal abnormal high low increased " +
    "decreased exceeded cleared raised resolved firing committed aborting rolledback corrupt corrupted clean dirty " +
    "crashed hung slow overloaded throttled exhausted begin end loading loaded unloaded receiving received sending sent " +
    "read write reading writing upload download allow deny block permit drop accept reject"
  ).split(" "),
);

/** Words that say how something came out, also where a name joins them to a number: `task_17_failed`. In lower case. */
export const outcomeWords: readonly string[] = (
  "fail failed failure failing error errors fault ok success successful succeeded passed done completed complete " +
  "rejected accepted declined denied refused allowed granted approved blocked timeout expired aborted cancelled canceled " +
  "killed crashed corrupt corrupted lost missing full empty unreachable unavailable offline online invalid valid " +
  "unhealthy healthy degraded delivered undelivered bounced shipped paid unpaid refunded " +
  "up down started stopped skipped connected disconnected locked unlocked created deleted enabled disabled " +
  "fehlgeschlagen gescheitert fehler erfolgreich abgelehnt angenommen abgebrochen voll leer " +
  "echec echoue reussi refuse accepte fallido fallo exito exitoso rechazado aceptado " +
  "completado completada fallida livree refusee annulee hata basarili basarisiz tamam blad " +
  "échec réussi błąd başarılı başarısız ошибка сбой успех успешно отказано заполнен свободен завершен завершён " +
  "отменен отменён недоступен доступен αποτυχία απέτυχε επιτυχία πέτυχε فشل نجح 실패 성공 완료 취소 거부 오류 " +
  "失败 成功 完成 取消 拒绝 失敗 完了 " +
  "fallito riuscito rifiutato accettato falhou sucesso recusado aceito mislukt gelukt geweigerd"
).split(" ");

/** Words behind which any word may stand. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    "the a an this that these those is are was were be been being has have had do does did can could will would shall should " +
    "may might must not and or but if then else when while as than so too very more most less least now already still only " +
    "it its there no new next first last other all any some each both"
  ).split(" "),
);

/** Words before a part that says where, when, how or why. */
export const prepositions: ReadonlySet<string> = new Set(
  "from by with for at on in via after since until under over because due as using per through during within to of into onto near around between before".split(
    " ",
  ),
);
