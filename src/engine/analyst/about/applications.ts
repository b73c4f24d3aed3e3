import { readPhrases } from "./phrases.ts";

/** Names that stand for an application wherever they come. */
export const applicationNames = readPhrases(`
kubelet
Kubernetes: kubernetes,k8s,kube proxy,kube apiserver,kube scheduler,kube controller manager,replicaset,daemonset,statefulset,kubectl
containerd: containerd,podsandbox
CRI-O: crio
Docker: docker,dockerd,moby
etcd: etcd,etcdserver,etcdmain
CoreDNS: coredns
Calico: calico,calico node,bird
Cilium: cilium
Flannel: flannel,flanneld
Istio: istio,istiod,istio proxy
Envoy: envoy
Linkerd: linkerd
ingress-nginx: ingress nginx,nginx ingress
NGINX: nginx
Traefik: traefik
HAProxy: haproxy
Kong: kong
Apache: httpd,apache2,mod_jk,mod_proxy
Squid: squid
Varnish: varnish,varnishd
Karpenter: karpenter,nodeclaim,nodepool
cluster autoscaler
KEDA: keda,scaledobject
Argo CD: argocd,argo cd
Argo Workflows: argo workflows
Flux: fluxcd,helmrelease,kustomization,gitrepository
Helm: helm
Crossplane: crossplane
Velero: velero
Kyverno: kyverno
Gatekeeper: gatekeeper
external-dns: external dns,externaldns
cert-manager: cert manager,certificaterequest,certificaterequests
Kafka: kafka
ZooKeeper: zookeeper
RabbitMQ: rabbitmq,rabbit,amqp
NATS: nats,jetstream
Pulsar: pulsar
BookKeeper: bookkeeper,bookie,bookies
ActiveMQ: activemq,kahadb
MQTT: mqtt,mosquitto,emqx
Celery: celery
Sidekiq: sidekiq
PostgreSQL: postgres,postgresql,psycopg,psycopg2,pq,pgx,npgsql,pg_dump,pg_basebackup
PgBouncer: pgbouncer
Patroni: patroni
MySQL: mysql,mysqld,innodb,group_replication,mysqldump
MariaDB: mariadb,mariadbd
Galera: galera,wsrep
MongoDB: mongo,mongodb,mongod,mongos,wiredtiger,mongoose,pymongo
Cassandra: cassandra
ScyllaDB: scylla,scylladb
ClickHouse: clickhouse
Elasticsearch: elasticsearch
OpenSearch: opensearch
Solr: solr
Redis: redis,valkey
Memcached: memcached
CockroachDB: cockroach,cockroachdb,crdb
Neo4j: neo4j,bolt
InfluxDB: influxdb,influxd,tsm1
Couchbase: couchbase
DynamoDB: dynamodb
TiDB: tidb,tikv
SQL Server: mssql,sqlserver,sql server
Oracle: oracle
SQLite: sqlite,sqlite3
Snowflake: snowflake
BigQuery: bigquery
Prometheus: prometheus
Alertmanager: alertmanager
Thanos: thanos
Mimir: mimir
Loki: loki
Promtail: promtail
Jaeger: jaeger
Grafana: grafana
OpenTelemetry: otel,otelcol,opentelemetry,otlp,otlphttp
Fluentd: fluentd
Fluent Bit: fluent bit,fluentbit,flb
Logstash: logstash
Filebeat: filebeat
Telegraf: telegraf
Datadog: datadog
Splunk: splunk,splunkd
Zabbix: zabbix
Ceph: ceph,bluestore,cephfs,rados
Rook: rook
Longhorn: longhorn
MinIO: minio
Gluster: gluster,glusterfs,glusterd
ZFS: zfs,zpool,zed
LVM: lvm,dm_thin,device mapper,dmeventd,vgs,lvs
NFS: nfs,nfsd
iSCSI: iscsi,iscsid
Spring: springframework,springboot
Hibernate: hibernate
Tomcat: tomcat,catalina
Jetty: jetty
Netty: netty
HikariCP: hikari,hikaripool,hikaricp
.NET: dotnet,entityframeworkcore,aspnetcore,kestrel
npm: npm
Next.js: nextjs
Gunicorn: gunicorn
uWSGI: uwsgi
Uvicorn: uvicorn
Django: django
Airflow: airflow,dagbag
Spark: spark
Flink: flink
HDFS: hdfs,namenode,datanode
YARN: yarn
Hive: hive,hiveserver2
Trino: trino
PHP: php
Laravel: laravel
Rails: rails,activerecord,actioncable
Keycloak: keycloak
Vault: vault
Consul: consul
Nomad: nomad
LDAP: ldap,slapd,ldaps
Kerberos: kerberos,krb5kdc,krb5,kdc,kinit
SSSD: sssd
Active Directory: active directory,ntds,kcc,domain controller
RADIUS: radius,freeradius
AWS: aws,amazonaws,boto3,botocore,amazon
S3: s3
Amazon EC2: ec2
Amazon SQS: sqs
Google Cloud: gcp,googleapis,google api,google cloud,gcloud
Azure: azure
Terraform: terraform
Ansible: ansible
Jenkins: jenkins,hudson
GitLab: gitlab
Gitaly: gitaly
GitHub: github
Slurm: slurm,slurmd,slurmctld
NVIDIA: nvidia,nvrm,xid,dcgm
NCCL: nccl,processgroupnccl
CUDA: cuda
PyTorch: pytorch,torch
Ollama: ollama
vLLM: vllm
llama.cpp: llama server,llama cpp,ggml
Ray: raylet
Temporal: temporal io,temporalio
Postfix: postfix
Exim: exim,exim4
Dovecot: dovecot
restic: restic
Borg: borg,borgbackup
Veeam: veeam
OpenVPN: openvpn
WireGuard: wireguard
strongSwan: strongswan,charon,ike sa,child sa
BIND: isc bind
Unbound: unbound
dnsmasq: dnsmasq
chrony: chronyd
systemd: systemd
Windows: windows
Hyper-V: hyper v
VMware: vmware,esxi,vcenter,vmkernel
OpenStack: openstack,neutron
libvirt: libvirt,libvirtd,qemu
Nginx Unit: nginx unit
Supabase: supabase
GraphQL: graphql
gRPC: grpc
`);

/** Names that are also words of the language, so that they count only where the line names its own program by them. */
export const programNames = readPhrases(`
Vector: vector
Tempo: tempo
Flux: flux
BIND: named,bind
Consul: consul
Temporal: temporal
Puma: puma
Ray: ray
Apache: apache
Argo: argo
Loki: ingester,distributor,compactor,querier
cron
OpenSSH: sshd
Linux audit: auditd
`);
