const raw = String.raw;

/** Clouds, builds, clusters and data. The notation is that of labelled-lines.ts; all values are invented. */
export const labelledPlatforms: Readonly<Record<string, string>> = {
  "cloud audit": raw`
{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","accessKeyId":"⟦SECRET|@awsId⟧","userName":"⟦USER|rosalind⟧"},"sourceIPAddress":"⟦IP|203.0.113.210⟧"}
{"eventName":"ConsoleLogin","userIdentity":{"userName":"⟦USER|rosalind⟧"},"responseElements":{"ConsoleLogin":"Failure"},"sourceIPAddress":"⟦IP|203.0.113.211⟧"}
{"eventName":"AssumeRole","responseElements":{"credentials":{"accessKeyId":"⟦SECRET|@awsTemporary⟧","sessionToken":"⟦SECRET|@awsSession⟧"}}}
aws configure set aws_secret_access_key ⟦SECRET|@awsSecret⟧
bedrock: AWS_BEARER_TOKEN_BEDROCK=⟦SECRET|@bedrock⟧
mws auth ⟦SECRET|@marketplace⟧ throttled
Authorization: ⟦SECRET|AWS4-HMAC-SHA256 Credential=AB12/20260504/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=3f2a9b⟧
{"protoPayload":{"authenticationInfo":{"principalEmail":"⟦EMAIL|ops@proj.example⟧"},"requestMetadata":{"callerIp":"⟦IP|198.51.100.212⟧"}}}
{"type":"service_account","private_key_id":"⟦SECRET|@keyId⟧","private_key":"⟦PRIVATE_KEY|@pem⟧","client_email":"⟦EMAIL|svc@proj.example⟧"}
gcloud auth: refresh_token=⟦SECRET|@googleRefresh⟧ grant_type=refresh_token
{"operationName":"Sign-in","displayName":"⟦USER|Mina Park⟧","callerIpAddress":"⟦IP|203.0.113.213⟧"} user="⟦USER|Mina Park⟧"
az login --service-principal -u app-17 -p ⟦SECRET|@azureSecret⟧ --tenant contoso
AZURE_OPENAI_API_KEY=⟦SECRET|@azureOpenAi⟧
api-key: ⟦SECRET|@azureMarked⟧ api-version=2024-06-01
vso pat ⟦SECRET|@azureDevops⟧ expired
Ocp-Apim-Subscription-Key: ⟦SECRET|@hex⟧
aliyun ossutil -i ⟦SECRET|@alibaba⟧ -e oss-eu-central-1
tencent SecretId=⟦SECRET|@tencent⟧ region=ap-singapore
doctl auth init --access-token ⟦SECRET|@digitalOcean⟧
heroku: HEROKU_API_KEY=⟦SECRET|@heroku⟧ dyno restarted
{"eventName":"PutObject","requestID":"8QX1V2W3Y4Z5A6B7","eventID":"0f1e2d3c-4b5a-4697-8877-665544332211","readOnly":false,"recipientAccountId":"123456789012"}
{"eventSource":"ec2.amazonaws.com","eventName":"RunInstances","requestParameters":{"instanceType":"m5.large","minCount":1}}
arn:aws:iam::123456789012:policy/deploy version v17 attached to role/build
cloudformation: stack shop-prod UPDATE_ROLLBACK_COMPLETE in 412 s
REPORT RequestId: 3c4d5e6f-7081-4293-a4b5-c6d7e8f90a1b Duration: 812.34 ms Memory Size: 512 MB Max Memory Used: 187 MB Init Duration: 201.11 ms
/subscriptions/8d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b/resourceGroups/shop/providers/Microsoft.Web/sites/api
correlationId: 5f6e7d8c-9b0a-4c1d-8e2f-3a4b5c6d7e8f, tenant quota 80 %
gce_instance 1234567890123456789 preempted in europe-west3-b, generation 17
s3://logs-2026/AWSLogs/123456789012/elb/2026/05/04/part-000.gz 18211 bytes, etag 9b2cf535f27731c974343645a3985328-3
spot price 0.0312 USD, interruption notice 2026-05-04T08:12:00Z
cloudwatch alarm "cpu-high" state OK to ALARM, datapoint 91.2 over threshold 90.0
lambda layer arn:aws:lambda:eu-central-1:123456789012:layer:deps:42 attached
rds: instance shop-1 failover completed in 37 s, LSN 2/7F3A1B28`,
  "builds and releases": raw`
+ docker login -u acme --password ⟦SECRET|@docker⟧ docker.io
+ helm registry login reg.example -u ci -p ⟦SECRET|Kohlrabi88⟧
+ mysql -h db-test -u root -p⟦SECRET|Spargel12⟧ -e 'select 1'
+ curl -H 'Authorization: token ⟦SECRET|@github⟧' https://api.github.example/repos
+ curl -H "PRIVATE-TOKEN: ⟦SECRET|@gitlab⟧" https://gitlab.example/api/v4/projects
fatal: unable to access 'https://x-access-token:⟦SECRET|@githubApp⟧@github.example/acme/shop.git/': 403
gitlab-runner register --registration-token ⟦SECRET|@gitlabOld⟧
CIRCLE_TOKEN=⟦SECRET|@circle⟧ circleci trigger
buildkite-agent: token ⟦SECRET|@buildkite⟧ not found
sonar-scanner -Dsonar.login=⟦SECRET|@sonar⟧ -Dsonar.projectKey=shop
jfrog rt config --apikey ⟦SECRET|@jfrog⟧
dotnet nuget push a.nupkg -k ⟦SECRET|@nuget⟧ -s feed
cargo login ⟦SECRET|@cargo⟧
Author: ⟦USER|Priya Raman⟧ <⟦EMAIL|priya@dev.example⟧>
git blame: ⟦EMAIL|joao.silva@dev.example⟧ 2026-05-04 line 17
pulumi up: PULUMI_ACCESS_TOKEN=⟦SECRET|@pulumi⟧
TFE_TOKEN=⟦SECRET|@terraform⟧ terraform init
doppler run --token ⟦SECRET|@doppler⟧ -- npm start
vercel/netlify deploy --auth ⟦SECRET|@netlify⟧
flyctl: FLY_API_TOKEN=⟦SECRET|@fly⟧
sentry-cli --auth-token ⟦SECRET|@sentry⟧ releases new 1.4.2
SENTRY_DSN=https://⟦SECRET|@sentryKey⟧@o17.ingest.sentry.example/42
keytool -import -storepass ⟦SECRET|changeit7⟧ -alias ca
openssl rsa -in k.pem -passin pass:⟦SECRET|Pfeffer44⟧ -out k2.pem
BUILD SUCCESSFUL in 41s, 128 actionable tasks: 17 executed, 111 up-to-date
[INFO] Building shop 1.4.2-SNAPSHOT, Java 17.0.10+7
#12 sha256:3f2a9b1c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8 12.3MB / 41.0MB 2.1s
npm notice integrity: sha512-7m2x9c4v8n3b6z1k5j0h7g2f9d4s8a3p6q== shasum: 9b2cf535f27731c974343645a3985328aabbccdd
Merge branch 'fix/token-refresh' into main, 17 files changed, 412 insertions(+), 88 deletions(-)
pip install numpy==1.26.4 pandas==2.2.2 torch==2.3.0+cu121
yarn cache key linux-yarn-9b2cf535f27731c974343645a3985328 not found
Tests: 3 failed, 1204 passed, 1207 total; Time: 41.812 s
go: downloading golang.org/x/net v0.24.0, github.com/acme/lib v1.2.3-0.20260504081200-3f2a9b1c4d5e
##[section]Starting: Publish artifact drop, run 20260504.17, attempt 1
terraform plan: 3 to add, 1 to change, 0 to destroy
Uploading shop-api-1.4.2.17.tar.gz (41.2 MB) done
eslint: 0 errors, 17 warnings in src/user/password-form.tsx
warning: unused variable: token --> src/main.rs:17:9
cmake version 3.29.2, gcc (Debian 12.2.0-14) 12.2.0
secret scanning: 0 leaks found in 412 commits
deploy key added, fingerprint SHA256:3f2a9b1c4d5e6f70
jacoco: line coverage 87.4 %, branch 71.2 %
image registry.example/shop/api:1.4.2@sha256:9b2cf535f27731c974343645a39853289b2cf535f27731c974343645a3985328 pushed`,
  "clusters and containers": raw`
kubelet: Failed to pull image: unauthorized: user ⟦USER|robot-shop⟧ not permitted
kube-apiserver: "Unable to authenticate the request" err="invalid bearer token" user="⟦USER|jelena⟧" sourceIPs=[⟦IP|10.130.0.9⟧]
{"kind":"Event","user":{"username":"⟦USER|jelena⟧","groups":["devs"]},"sourceIPs":["⟦IP|10.130.0.10⟧"],"verb":"delete"}
coredns: [INFO] ⟦IP|10.130.2.7⟧:43210 - 1234 "A IN api.shop.svc.cluster.local. udp 45 false 512" NOERROR
calico: felix: BGP peer ⟦IP|10.130.0.11⟧ state changed to down
cni: assigned ⟦IP|10.244.9.17⟧/24 mac ⟦MAC|0a:58:0a:f4:09:11⟧
kubeadm join ⟦IP|10.130.0.12⟧:6443 --token ⟦SECRET|k7q2m9.x4c8v3n6b1z5j0h7⟧ --discovery-token-ca-cert-hash sha256:3f2a
Secret data: password: ⟦SECRET|SGltYmVlcmUyMg==⟧ type: Opaque
helm upgrade shop ./chart --set db.password=⟦SECRET|Lauch55⟧ --set replicas=3
vault login ⟦SECRET|@vault⟧ path=auth/token
consul: X-Consul-Token: ⟦SECRET|5d1c7e20-93ab-4f6e-8c11-2b7f90a4de36⟧ permission denied
envoy: [2026-05-04T08:10:00.123Z] "GET /orders HTTP/1.1" 503 UF 0 91 0 - "⟦IP|10.244.9.18⟧" "curl/8.5.0" "3f2a9b1c-4d5e-4f70-8192-a3b4c5d6e7f8" "api:8080"
istio: jwt ⟦SECRET|@jwtOther⟧ expired at 1714809600
dockerd: containerd create env DB_URL=mysql://⟦SECRET|app:Porree!5⟧@db/shop
docker inspect: "POSTGRES_PASSWORD=⟦SECRET|Sellerie7⟧"
argocd: webhook https://discord.com/api/webhooks/⟦SECRET|@discordHook⟧ 404
tailscaled: auth with ⟦SECRET|@tailscale⟧ failed
-----kube cert ⟦SECRET|@certificate⟧ rotated
kubelet: Readiness probe failed: HTTP probe failed with statuscode: 503
kube-scheduler: 0/12 nodes are available: 3 Insufficient cpu, 9 node(s) had untolerated taint {gpu: true}
controller: "Reconciler error" controller="deployment" reconcileID="3f2a9b1c-4d5e-4f70-8192-a3b4c5d6e7f8"
containerd: level=info msg="StopContainer for \"9b2cf535f27731c974343645a39853289b2cf535f27731c974343645a3985328\" returns successfully"
etcd: {"level":"warn","msg":"apply request took too long","took":"412.345678ms","expected-duration":"100ms","revision":118273645}
Created pod: shop-api-6d4cf56db6-9x7kq in namespace shop
Error: secret "db-credentials" not found
configmap/token-service unchanged, serviceaccount/default token automount disabled
Normal Scheduled 3m12s default-scheduler Successfully assigned shop/worker-0 to node-7
hpa: cpu 412m/500m, 3 to 5 replicas, stabilization 300 s
PodDisruptionBudget api: 2 allowed, 3 current, uid 3f2a9b1c-4d5e-4f70-8192-a3b4c5d6e7f8
cgroup: /kubepods/burstable/pod3f2a9b1c-4d5e-4f70-8192-a3b4c5d6e7f8/9b2cf535f277 memory.max 536870912
overlay2 9b2cf535f27731c974343645a3985328aabbccddeeff00112233445566778899 removed
nomad: alloc 3f2a9b1c desired=run client=running deploy=4d5e6f70
istio-proxy: listener 0.0.0.0:15001 warming, cluster outbound|8080||api.shop.svc.cluster.local`,
  "big data": raw`
17/06/09 20:10:40 INFO spark.SecurityManager: Changing view acls to: yarn,curi
INFO dfs.DataNode$PacketResponder: Received block blk_-3102267849859399193 of size 67108864 from /⟦IP|10.251.201.17⟧
INFO dfs.FSNamesystem: BLOCK* NameSystem.allocateBlock: /user/root/rand/_temporary/_task_200811092030_0001_m_000590_0/part-00590. blk_-1727475099218615100
WARN org.apache.hadoop.hdfs.LeaseRenewer: Failed to renew lease for [DFSClient_NONMAPREDUCE_1537864556_1] for 30 seconds
INFO ipc.Server: Auth successful for ⟦USER|etl.nightly⟧ (auth:SIMPLE) user=⟦USER|etl.nightly⟧
ugi=⟦USER|etl.nightly⟧ (auth:KERBEROS) ip=/⟦IP|10.251.7.3⟧ cmd=open src=/warehouse/orders user=⟦USER|etl.nightly⟧
hive: jdbc:hive2://hs2:10000/default;user=⟦USER|analyst7⟧;password=⟦SECRET|Fenchel31⟧
kafka: sasl.jaas.config=PlainLoginModule required username="⟦USER|stream-app⟧" password="⟦SECRET|Radieschen.8⟧";
kafka: Principal = User:⟦USER|stream-app⟧ is Denied Operation = Read from host = ⟦IP|10.251.7.4⟧
airflow: conn postgres://⟦SECRET|dag:Kresse77⟧@meta:5432/airflow
snowflake: user=⟦USER|LOADER_7⟧ account=xy12345 password=⟦SECRET|Dill#2026⟧
databricks: token ⟦SECRET|@databricks⟧ cluster 0504-081200-abc123
elastic: {"type":"security","user":"⟦USER|kibana.reader⟧","origin":"⟦IP|10.251.7.5⟧:53122"}
s3a: fs.s3a.secret.key=⟦SECRET|@awsSecret⟧ fs.s3a.endpoint=s3.example
honeycomb ⟦SECRET|@honeycomb⟧ dataset shop
INFO executor.Executor: Finished task 17.0 in stage 3.0 (TID 1234). 2128 bytes result sent to driver
INFO storage.MemoryStore: Block broadcast_17 stored as values in memory (estimated size 5.2 KB, free 317.5 KB)
INFO mapreduce.Job: map 67% reduce 12% job_1445144423722_0020
WARN scheduler.TaskSetManager: Lost task 3.0 in stage 5.0 (TID 87, node-4, executor 2): FetchFailed
INFO Kafka consumer group orders rebalanced, generation 17, member consumer-1-3f2a9b1c-4d5e-4f70-8192-a3b4c5d6e7f8
INFO [ReplicaFetcher replicaId=2] Truncating partition orders-17 to local high watermark 123456789
flink: Completed checkpoint 4711 for job 9b2cf535f27731c974343645a3985328 (18211 bytes, checkpointDuration=412 ms)
hbase: Region 1588230740 opened in 0.412 s, seqid=123456
zk: Processed session termination for sessionid: 0x10004d5e6f70001
cassandra: Compacted 4 sstables to [/data/orders-9b2cf535f27731c974343645a3985328/nb-17-big-Data.db] 1,204 rows
INFO yarn.Client: Application report for application_1445144423722_0020 (state: RUNNING)
container_e17_1445144423722_0020_01_000003 exited with exitCode: 143
parquet: row group 17, 123456 rows, 5.2 MB, snappy, created by parquet-mr version 1.13.1
dag_id=orders_daily run_id=scheduled__2026-05-04T00:00:00+00:00 state=success duration=412.3
clickhouse: <Debug> MergerMutator: Selected 6 parts from 202605_1_17_2 to 202605_23_23_0`,
  "databases and caches": raw`
2026-05-04 08:14:00 UTC [1234] LOG: connection authorized: user=⟦USER|shop_writer⟧ database=shop application_name=api
2026-05-04 08:14:01 UTC [1235] FATAL: no pg_hba.conf entry for host "⟦IP|10.140.1.2⟧", user "⟦USER|shop_writer⟧", database "shop", no encryption
2026-05-04 08:14:02 UTC [1236] STATEMENT: ALTER ROLE shop_writer WITH PASSWORD '⟦SECRET|Basilikum8⟧'
2026-05-04 08:14:03 UTC [1237] DETAIL: Key (email)=(⟦EMAIL|tariq@example.pk⟧) already exists.
mysqld: 17 Connect ⟦USER|shop_ro⟧@⟦IP|10.140.1.3⟧ on shop using TCP/IP
mysqld: CREATE USER '⟦USER|x⟧'@'%' IDENTIFIED BY '⟦SECRET|Thymian+1⟧'
mongod: {"c":"ACCESS","attr":{"principalName":"⟦USER|shop_mongo⟧","remote":"⟦IP|10.140.1.4⟧:41234","error":"AuthenticationFailed"}} user="⟦USER|shop_mongo⟧"
mongosh "mongodb+srv://⟦SECRET|ops:Rosmarin%409⟧@c0.example/test"
redis-cli -h cache-1 -a ⟦SECRET|Majoran44⟧ ping
redis: AUTH failed for user ⟦USER|cachewriter⟧ from ⟦IP|10.140.1.5⟧:51234
requirepass=⟦SECRET|Estragon99⟧ maxmemory 2gb
ORA-28000: the account is locked; jdbc:oracle:thin:⟦SECRET|hr/Kerbel22⟧@ora-1:1521/HR
jdbc:sqlserver://sql1:1433;databaseName=shop;user=sa;password=⟦SECRET|Salbei!33⟧;encrypt=true
jdbc:mysql://db-1:3306/shop?user=⟦USER|reporter⟧&password=⟦SECRET|Oregano5⟧&useSSL=true
snmpd pass: SQLNCLI11;Server=s1;Uid=etl;Pwd=⟦SECRET|Lorbeer#2⟧;
neo4j: bolt+s://⟦SECRET|neo:Kapern7⟧@graph-1:7687 handshake failed
password hash ⟦SECRET|@bcrypt⟧ upgraded to ⟦SECRET|@argon⟧
pscale: ⟦SECRET|@planetScale⟧ branch main
supabase ⟦SECRET|@supabase⟧ project paused
2026-05-04 08:14:04 UTC [1238] LOG: automatic vacuum of table "shop.public.orders": index scans: 1, pages: 17 removed, 4711 remain, tuples: 123 removed
2026-05-04 08:14:05 UTC [1239] ERROR: deadlock detected DETAIL: Process 1239 waits for ShareLock on transaction 123456789
2026-05-04 08:14:06 UTC [1240] LOG: duration: 4123.456 ms plan: Seq Scan on orders (cost=0.00..12345.67 rows=123456 width=204)
mysqld: InnoDB: Log sequence number 12345678901234, last checkpoint 12345678900000
mysqld: [Note] Aborted connection 4711 to db: 'shop' (Got timeout reading communication packets)
mongod: {"t":{"$date":"2026-05-04T08:14:07.123+00:00"},"s":"I","c":"STORAGE","id":22430,"msg":"WiredTiger message"}
redis: 1 changes in 900 seconds. Saving... Background saving started by pid 4711
redis: DB saved on disk, RDB: 12 MB of memory used by copy-on-write
pgbouncer: stats: 1204 xacts/s, 4711 queries/s, in 812345 B/s, out 1234567 B/s, xact 412 us
oracle: Thread 1 advanced to log sequence 4711 (LGWR switch), SCN 0x0000.1a2b3c4d
select count(*) from user_tokens where expires_at < now() -- 12.3 ms
memcached: slab class 17: chunk size 4544 perslab 230, evictions 0
password_encryption is scram-sha-256, ssl on
pg_stat_statements: queryid -1234567890123456789 calls 48213 mean 0.412`,
};
