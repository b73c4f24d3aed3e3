import { readPhrases } from "./phrases.ts";

/** What operators have to do with. A phrase stands before its single words; a `+` marks what is special to one system. */
export const thingNames = readPhrases(`
+volume: volume,volumes,pvc,persistent volume,persistent volume claim
+file system: file system,filesystem,superblock,fsck,fs type
mount: mount,mounts,mounting,mounted,unmounted
disk: disk,disks,drive,drives,device,block device,diskpressure
+ephemeral storage: ephemeral storage
storage: storage,store,object storage,persistent store,persistence
+bucket: bucket,buckets
+snapshot: snapshot,snapshots,rdb,snap file,snapshotter
+backup: backup,backups,restore
repository: repository,repo,repositories,registry
+virtual host (vhost): vhost,virtual host,vhosts
+queue: queue,queues
+topic: topic,topics
+partition: partition,partitions
+ledger: ledger,ledgers
+consumer group: consumer group,consumer,consumers
+producer: producer,producers,publisher,publishers
exchange: exchange,exchanges
+replica: replica,replicas,replication,standby,secondary,replicated,replset,isr
+leader: leader,leadership,notaleader,primary,election
+quorum: quorum,majority
+cluster member: member,members,membership,peer,peers
cluster: cluster,clusters
+node: node,nodes
+shard: shard,shards
+index: index,indices
+schema: schema,schemas,migration,migrations,changelog,liquibase,flyway
+mapping: mapping,mappings,mapper parsing,total fields
table: table,tables
+transaction: transaction,transactions
+lock: lock,locks,locked,deadlock,mutex,lock file
+write-ahead log (WAL): wal,wal segment,wal stream,write ahead log,redo log
+oplog: oplog
+timeline: timeline
+write concern (acknowledged writes): write concern,majority commit
writes: write,writes,insert,mutation,mutations
+connection pool: connection pool,pooled connections,pool size,hikaripool,hikari pool
pool: pool,pools
+thin pool: thin pool,thin,tpool
+metadata: metadata
+series cardinality: cardinality,series,max series,values per tag
+samples: sample,samples
+traces: trace,traces,spans,trace data,live traces
+log chunks: chunk,chunks
metrics: metric,metrics
+export of telemetry: exporter,exporting,exporterhelper,exporting failed
+certificate: certificate,cert,certificates,x509,tls certificate
+TLS (SSL): tls,ssl
+handshake: handshake
+secret: secret,secrets
+token: token,tokens,jwt,bearer
+credentials: credential,credentials,password,passwords
+access rules (ACL): acl,acls,rbac
+policy: policy,policies,policy map
role: role,roles,iam,assumed role
+account: account,accounts
login: login,logins,sign in,auth method
authentication: authenticate,authentication,authenticating,auth
+signature: signature,signatures,rrsig,dnssec
+encryption type: enctype,encryption type,etypes,cipher,encryption
key: key,keys
+audit log: audit,audit backend,audit log
+directory: directory service,directory partition,directory
+DNS zone: hosted zone,hosted zones,zone,dns zone
+DNS: dns,resolver,resolv,nameserver
+DNS records: records retrieval,dns record,dns records,record filter
+IP address: ip address,ip addresses,ipam
+network: network,networking
+pod network (CNI): cni,podsandbox,sandbox,aws cni
+network policy: network policy
+route: route,routes,router
+tunnel (VPN): tunnel,vpn,ipsec,ike,ike_sa,openvpn
+gateway: gateway,gateways
+upstream service: upstream,backend,backends
service: service,services,service unit
+endpoint: endpoint,endpoints,endpoint slice
+webhook: webhook,webhooks,admission webhook
configuration: configuration,config,configmap
+plugin: plugin,plugins
+provider: provider,providers
+dependency lock file: dependency lock file
+API server: apiserver,api server,kubernetes api
API: api
+container: container,containers
+image: image,images
pod: pod,pods
+instance: instance,instances,fleet error,vm
+Helm release: helm upgrade,helm install,release is
+upgrade: upgrade,upgrading,upgraded
+rollback: rollback,remediate
+workflow: workflow,workflows
+workflow history: history size,history count,event history,wf history size
+DAG (workflow): dag,dags
+job: job,jobs,cronjob
task: task,tasks
+prolog: prolog,epilog
+runner: runner,runners
+agent: agent,agents
+model: model,models,llama server,checkpoint shards
+inference engine: engine loop,llm engine,enginecore,engine dead,async engine,background loop
+GPU: gpu,gpus,xid,cuda,nvlink,vram
+collective operation: collective operation,allreduce,collective,nccl operations
+direct memory (native buffers): direct memory,direct buffer
+heap: heap,heap space
+memory: memory,oom,out of memory,ram,dimm
+processor: cpu,processor,mce,machine check
+thread: thread,threads,threadpool,maxthreads
process: process,processes,worker,workers
+file descriptors (open files): file descriptors,open files,emfile,file handles,inotify
file: file,files
port: port,ports
+socket: socket,sockets
connection: connection,connections,connect
+clock: clock,clock skew,time skew,clock synchronization,ntp,clock offset
+lease: lease,leases
+quota: quota,disk quota
+throughput: throughput,provisioned throughput,read capacity,write capacity
+session: session,sessions
+mail: mail,mailbox,smtp,rcpt,mailer,dsn
+messages: messages
+mailing reputation: spamhaus,blocklist,blacklist,rbl,greylisted
+Git repository: git,gitaly,git repository
+license: license,licence,licensing
+checksum: checksum,checksums,crc,crc32
payload: payload,batch
request: request,requests
query: query,queries
+cache: cache,caches
+extension: extension,extensions
+package: package,packages,dependency,dependencies
module: module,modules
+template: template,templates
+field: field,fields,column,columns
+tombstone lifetime: tombstone lifetime,tombstones
+firmware: firmware,bios
+power supply: power supply,psu
+fan: fan,fans
+cookie: cookie,cookies
+header: header,headers
+user: user,users
stream: stream,streams
+watch: watch,watches,informer,reflector
+finalizer: finalizer,finalizers
+custom resource: crd,custom resource
+namespace: namespace,namespaces
+label: label,labels,selector
+rule: rule,rules
+dashboard: dashboard,dashboards
+alert: alert,alerts
+notification: notification,notifications
+event: event,events
+scheduler: scheduler,scheduling
+autoscaler: autoscaler,scaler,hpa,scale up
+load balancer: load balancer,loadbalancer,elb,alb,target group
+subnet: subnet,subnets,cidr
+security group: security group,security groups
+interface: interface,eni,nic
`);
