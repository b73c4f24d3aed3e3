/** Programs that speak of the machine they run on, and facilities of switches and routers. */
const ofMachine =
  /^(?:link|lineproto|ethport|if_?mgr|ethpm|pm|port_?security|spantree|stp|lacp|etherchannel|stackmgr|sfp|envmon|platform|sys|ospf|bgp|hsrp|vrrp|service control manager|microsoft-windows-[\w-]+|kernel|kubelet|systemd(?:-\w+)?|init|node_exporter|chronyd|ntpd|snmpd|smartd|containerd|dockerd|crond?|sshd|rsyslogd|udevd|mdadm|ipmi\w*|auditd|dbus-daemon|networkmanager|dhclient)$/i;
const ofResolver =
  /^(?:core-?dns|kube-dns|named|bind9?|unbound|dnsmasq|pdns\w*|dns|resolver|systemd-resolved|nscd)$/i;

/** Whether a program speaks of the machine it runs on: the host is meant, not the program. */
export function speaksOfMachine(program: string): boolean {
  return ofMachine.test(program);
}

/** Whether a program resolves names: those in its lines are what it was asked for. */
export function isResolver(program: string): boolean {
  return ofResolver.test(program);
}

/** Programs that watch over others: what they report is the fault of whom they name. */
const ofWatcher =
  /^(?:kube-(?:controller-manager|scheduler|apiserver)|(?:node-)?problem-detector|(?:k8s|kube(?:rnetes)?)-events?|(?:kubernetes-)?event-?(?:exporter|router)|redis-sentinel|sentinel|alertmanager|prometheus|blackbox_exporter|nagios\d?|icinga2?|zabbix_\w+|monit|keepalived|consul|corosync|pacemaker\w*|pve-ha-\w+|pmxcfs|cert-manager|certbot|watchdog|\w+-?watch|uptime\w*|heartbeat)$/i;

/** Whether a program reports on others, so that what it says is no fault of its own. */
export function watchesOthers(program: string): boolean {
  return ofWatcher.test(program);
}

/** Names under which drivers and clients speak of a product. */
export const products: readonly (readonly string[])[] = [
  ["postgresql", "postgres", "pg", "psql", "pq", "pgx", "npgsql", "psycopg", "psycopg2", "pgbouncer"],
  ["mysql", "mysqld", "mariadb", "mariadbd", "innodb"],
  ["redis", "redis-server", "jedis", "lettuce", "ioredis", "valkey", "cache"],
  ["mongodb", "mongod", "mongo", "mongos", "pymongo"],
  ["rabbitmq", "rabbitmq-server", "amqp", "pika", "rabbit"],
  ["kafka", "librdkafka", "kafkajs", "broker", "brokers"],
  ["elasticsearch", "opensearch", "elastic"],
  ["coredns", "kube-dns", "dns", "named", "bind9", "unbound", "dnsmasq"],
  ["minio", "s3"],
  ["memcached", "memcache"],
  ["cassandra", "scylla"],
  ["etcd", "etcdserver"],
  ["zookeeper", "zk"],
  ["ldap", "slapd", "openldap"],
];

/** The product that usually listens on a port. */
export const productOfPort: Readonly<Record<string, string>> = {
  ...{ 5432: "postgresql", 6432: "postgresql", 3306: "mysql", 6379: "redis", 27017: "mongodb" },
  ...{ 5672: "rabbitmq", 9092: "kafka", 9093: "kafka", 9200: "elasticsearch", 9300: "elasticsearch" },
  ...{ 53: "coredns", 11211: "memcached", 2181: "zookeeper", 2379: "etcd", 389: "ldap", 636: "ldap" },
  ...{ 9042: "cassandra" },
};
