/** Words that the scanner knows, all in lower case unless said. */

/** Names that hold a digit and are no values. */
export const namesWithDigit: ReadonlySet<string> = new Set(
  (
    "ssh1 ssh2 sshv2 ipv4 ipv6 utf8 utf-8 utf16 utf-16 iso8859-1 base64 md5 sha1 sha256 sha384 sha512 sha-1 sha-256 " +
    "http2 http3 h2 oauth2 saml2 x509 ext2 ext3 ext4 ntfs3 nfs3 nfs4 nfsv3 nfsv4 tls1 sslv3 tlsv1 x86 x86_64 amd64 " +
    "arm64 i386 i686 log4j log4j2 slf4j k8s s3 ec2 v4l2 i2c i18n l10n e1000 e1000e 802.1x 802.1q mp3 mp4 h264 win32 " +
    "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 json5 ipv4/ipv6 db2 pkcs7 pkcs8 pkcs12"
  ).split(" "),
);

/** `user=alice`: the word behind these keys is a name, whatever it says. */
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

/** Behind these keys stands what happened: never a name. */
const meaningKeys: ReadonlySet<string> = new Set(
  (
    "level lvl loglevel log_level severity priority msg message error err errno reason cause event event_type status state " +
    "result outcome action op operation method type kind code signal exception phase condition healthy ready success " +
    "conclusion verdict decision mode proto protocol component logger category facility description detail details"
  ).split(" "),
);

export function isIdentityKey(key: string): boolean {
  return (identityKeys.has(key.toLowerCase()) || identitySuffix.test(key)) && !isMeaningKey(key);
}

export function isMeaningKey(key: string): boolean {
  return meaningKeys.has(key.toLowerCase());
}

/** Units that change with the size of the number before them, and so belong to it. As written. */
export const unitsOfMeasure: ReadonlySet<string> = new Set(
  "B KB MB GB TB PB kB KiB MiB GiB TiB PiB Kb Mb Gb KBytes MBytes s sec secs min mins h hr hrs us µs ns".split(
    " ",
  ),
);

export const months: ReadonlySet<string> = new Set(
  "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
);
export const weekdays: ReadonlySet<string> = new Set("Mon Tue Wed Thu Fri Sat Sun".split(" "));

/** Before "user NAME": what makes the next word a name, unlike "user request" or "user unknown". */
export const userIntroductions: ReadonlySet<string> = new Set("for invalid illegal unknown by".split(" "));

/** Words behind which names stand: fewer different words there show that the place is a variable. */
export const nameIntroductions: ReadonlySet<string> = new Set(
  (
    "user for from by of on at to in with via into host node server client named name called service table database " +
    "queue topic job task account group device interface file directory module driver plugin pool index bucket " +
    "namespace pod container image process thread program command component"
  ).split(" "),
);

/** Words that say what the state is: templates that differ in one never become one template. */
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
