/** A log line and an honest verdict on it, in the language of the verdict. */
export interface SpokenVerdict {
  readonly log: string;
  readonly cause: string;
  readonly action: string;
}

const table: readonly (readonly [log: string, cause: string, action: string])[] = [
  // German
  [
    "nginx: connect() failed (111: Connection refused) while connecting to upstream",
    "Der vorgelagerte Dienst von nginx nimmt keine Verbindung an.",
    "Prüfen, ob der Dienst hinter nginx läuft.",
  ],
  [
    "postgres[71]: FATAL: remaining connection slots are reserved",
    "Alle Verbindungen von PostgreSQL sind belegt.",
    "Offene Sitzungen ansehen und den Pool verkleinern.",
  ],
  [
    "kernel: Out of memory: Killed process 812 (java)",
    "Der Kernel hat java beendet, weil der Arbeitsspeicher ausging.",
    "Speicherbedarf des Prozesses prüfen.",
  ],
  [
    "sshd[2201]: Failed password for invalid user <USER:1> from <IP:1>",
    "Fehlgeschlagene Anmeldung des unbekannten Benutzers <USER:1> von <IP:1>.",
    "Prüfen, ob weitere Versuche von <IP:1> kommen.",
  ],
  [
    "smartd[512]: Device: /dev/sdb, 8 Currently unreadable (pending) sectors",
    "Die Platte sdb hat 8 nicht lesbare Sektoren.",
    "Daten sichern und die Platte tauschen.",
  ],
  [
    "cron[44]: (root) CMD (run-parts /etc/cron.hourly)",
    "Gewöhnlicher stündlicher Lauf von cron.",
    "Nichts zu tun.",
  ],
  [
    "Datenbank: Zeitüberschreitung beim Warten auf eine Sperre",
    "Eine Sperre in der Datenbank wurde nicht rechtzeitig frei.",
    "Lang laufende Transaktionen suchen.",
  ],
  [
    "Fehler: Zertifikat von shop.example.com ist seit 3 Tagen abgelaufen",
    "Das Zertifikat von shop.example.com ist abgelaufen.",
    "Das Zertifikat erneuern.",
  ],
  // French
  [
    "haproxy[977]: backend shop_web has no server available!",
    "Plus aucun serveur n'est disponible pour shop_web.",
    "Vérifier les serveurs derrière haproxy.",
  ],
  [
    "kafka: Under-replicated partitions: 12 on broker 4",
    "Douze partitions du broker 4 ne sont plus répliquées.",
    "Contrôler le broker 4.",
  ],
  [
    "redis: OOM command not allowed when used memory > 'maxmemory'",
    "Redis a atteint sa limite maxmemory et refuse les écritures.",
    "Augmenter maxmemory ou libérer des clés.",
  ],
  [
    "systemd[1]: Started Daily apt download activities.",
    "Démarrage normal de la tâche quotidienne apt.",
    "Rien à faire.",
  ],
  [
    "erreur: échec de la sauvegarde nocturne, disque plein",
    "La sauvegarde nocturne a échoué parce que le disque est plein.",
    "Libérer de la place.",
  ],
  [
    "docker: toomanyrequests: You have reached your pull rate limit",
    "La limite de téléchargement d'images est atteinte.",
    "Attendre ou utiliser un miroir.",
  ],
  // Spanish
  [
    "mysqld: ERROR 1205: Lock wait timeout exceeded; try restarting transaction",
    "La transacción esperó demasiado por un bloqueo en mysqld.",
    "Revisar las transacciones largas.",
  ],
  [
    "kubelet: Back-off restarting failed container payments",
    "El contenedor payments falla y se reinicia una y otra vez.",
    "Leer el registro del contenedor payments.",
  ],
  [
    "named[802]: zone example.com/IN: not loaded due to errors.",
    "La zona example.com no se pudo cargar.",
    "Corregir el archivo de la zona.",
  ],
  ["chronyd[411]: Selected source 192.0.2.7", "El reloj usa una fuente normal.", "Nada que hacer."],
  [
    "error: no se pudo abrir el archivo de configuración app.yml",
    "Falta el archivo app.yml o no se puede leer.",
    "Comprobar permisos del archivo.",
  ],
  [
    "vault: seal status changed: sealed=true",
    "Vault quedó sellado y no entrega secretos.",
    "Abrir el sello de Vault.",
  ],
  // Portuguese and Italian
  [
    "elasticsearch: cluster health status changed from [GREEN] to [RED]",
    "O estado do cluster elasticsearch passou a RED.",
    "Ver quais índices perderam fragmentos.",
  ],
  [
    "falha ao enviar e-mail: servidor smtp recusou a conexão",
    "O servidor smtp recusou a conexão.",
    "Testar a porta do servidor smtp.",
  ],
  [
    "rabbitmq: disk resource limit alarm set on node rabbit@mq-2",
    "Il nodo mq-2 ha poco spazio su disco e blocca chi pubblica.",
    "Liberare spazio sul nodo mq-2.",
  ],
  [
    "postfix/smtpd: lost connection after AUTH from unknown[198.51.100.7]",
    "Un client ha chiuso la connessione dopo AUTH.",
    "Controllare se si ripete.",
  ],
  // Japanese
  [
    "nginx: upstream timed out (110: Connection timed out) while reading response header",
    "nginxの上流が応答せずタイムアウトしました。",
    "上流サービスの負荷を確認する。",
  ],
  [
    "データベースへの接続に失敗しました: 接続数の上限です",
    "データベースの接続数が上限に達しています。",
    "接続プールの設定を見直す。",
  ],
  ["バックアップ処理が正常に完了しました", "バックアップは正常に完了しています。", "対応は不要です。"],
  [
    "kernel: EXT4-fs error (device sda2): ext4_find_entry: reading directory lblock 0",
    "sda2のファイルシステムで読み取りエラーが発生しました。",
    "ディスクを点検する。",
  ],
  [
    "ディスク使用率が95%を超えました: /var/log",
    "/var/logのディスク使用率が95%を超えています。",
    "古いログを削除する。",
  ],
  [
    "etcd: failed to send out heartbeat on time",
    "etcdのハートビートが間に合っていません。",
    "ディスクの遅延を確認する。",
  ],
  // Chinese and Korean
  [
    "redis: MISCONF Redis is configured to save RDB snapshots, but is unable to persist to disk",
    "Redis无法把RDB快照写入磁盘。",
    "检查磁盘空间和权限。",
  ],
  ["数据库连接超时，请稍后重试", "连接数据库超时。", "检查数据库是否可用。"],
  ["定时任务执行完成，共处理128条记录", "定时任务正常完成。", "无需处理。"],
  ["kafka: Connection to node 3 could not be established", "无法连接到kafka的节点3。", "检查节点3是否运行。"],
  [
    "결제 서버 응답 시간이 30초를 초과했습니다",
    "결제 서버의 응답이 30초보다 늦습니다.",
    "결제 서버의 부하를 확인하십시오.",
  ],
  [
    "sshd[77]: Accepted publickey for <USER:1> from <IP:1>",
    "<USER:1>의 정상적인 접속입니다.",
    "조치가 필요 없습니다.",
  ],
  // Russian, Polish, Turkish
  [
    "ошибка: не удалось подключиться к базе данных, время ожидания истекло",
    "База данных не ответила за отведённое время.",
    "Проверить доступность базы данных.",
  ],
  [
    "zabbix: агент недоступен на узле web-7",
    "Агент на узле web-7 не отвечает.",
    "Перезапустить агент на web-7.",
  ],
  ["błąd: brak miejsca na dysku /dev/sdc1", "Na dysku sdc1 nie ma już miejsca.", "Zwolnić miejsce na dysku."],
  [
    "hata: ödeme servisi yanıt vermiyor",
    "Ödeme servisi yanıt vermiyor ve istekler bekliyor.",
    "Ödeme servisini kontrol edin.",
  ],
];

export const verdictsInLanguages: readonly SpokenVerdict[] = table.map(([log, cause, action]) => ({
  log,
  cause,
  action,
}));
