import { readPhrases } from "./phrases.ts";

/** Why something did not work. The last and most special one of a line is nearest to the cause. */
export const reasonNames = readPhrases(`
+permission denied: permission denied,access denied,not authorized,not authorised,unauthorized operation,is forbidden,authorization failed,not permitted,operation not permitted,lacks permission,insufficient privileges,not allowed,rbac_access_denied,403 forbidden,eacces,insufficient permissions,missing permission
+credentials missing or not accepted (authentication): provide credentials,unauthenticated,authentication failed,authentication error,authentication failure,failed to authenticate,error authenticating,unauthorized,http status code 401,invalid credentials,invalid password,bad password,credentials are missing,could not authenticate,wrong password,no credentials,unable to locate credentials,invalid api key,invalid token,login failed,client authentication error
+token or key not valid: invalid signature,token is invalid,signature mismatch,signature does not match
+expired: has expired,expired,expiredtoken,is expired
+not found (missing): not found,notfound,does not exist,doesn t exist,no such file,no such,no object matching,missing,enoent,no such file or directory,no such key,was not found,couldn t find,could not find,not exist,cannot find,file doesn t exist,undefined
+already exists (conflict): already exists,already active,conflict,duplicate,already in use,already been
+has been modified meanwhile (conflict): object has been modified
+limit reached (maximum): limit exceeded,limit is,limit reached,limit of,exceeds limit,exceeded,too many,exceeds the limit,exceeds,max size,exceeded quota,maximum,limit exceeded error,exceed,exceeded while,exceeds warn limit,exceeds error limit
+quota exceeded: quota exceeded,disk quota exceeded,resource_exhausted,insufficient quota
+too large: too large,payload too large,too big,toolarge,too long,413 payload,message too large,entity too large,argument list too long
+throttled (rate limit): throttled,throttling,ratelimited,rate limit,rate limited,too many requests,too many certificates,slow down,429 too many,requestlimitexceeded
+no space left (full): no space left,store is full,is full,map is full,disk full,disk space,lack of disk space,out of space,full,enospc,no more space,insufficient space,error 28,not enough space,reclaim enough
+not enough memory: more system memory,out of memory,outofmemory,cannot allocate memory,memory exhausted,failed to allocate,insufficient memory,not enough memory,allocated memory,memory size of,out of direct memory
+exhausted (all in use): all pooled connections,exhausted,all connections are in use,currently busy,were in use,no free,no available,none available,insufficient,insufficient capacity
+too few replicas (not enough members): not enough replicas,insufficient number of replicas,insufficient to satisfy,not enough bookies,not enough non faulty,not enough,no quorum,all replicas are failed,quorum was lost
+no leader (cannot be elected): no leader,not a leader,elect a leader,leader election timed out,leader not available,no primary,not the leader,leader is lost,lost leader
+read-only: read only,readonly,table_is_read_only,only replica
+timed out (no answer in time): timed out,timeout,timeout exceeded,deadline exceeded,context deadline exceeded,i o timeout,time out,timeouterror,wait timeout,etimedout,not responding,no response,unresponsive,within the timeout
+connection refused: connection refused,econnrefused,failed to connect,cannot connect,could not connect,connection failure,unable to connect,error connecting,can t connect
+unreachable: unreachable,no route,ehostunreach,network unreachable,not reachable,can t reach,cannot reach,unable to reach
+connection lost: connection reset,connection closed,lost connection,lost communication,broken pipe,disconnected,connection lost,econnreset,unexpected eof,connection aborted,connection error,link down,has fallen off the bus,gpu is lost
+unavailable: unavailable,not available,is unavailable,not ready,unhealthy,not healthy,service unavailable
+name not resolved (DNS): no such host,could not resolve,name resolution,enotfound,nxdomain,servfail,cannot resolve,resolve host,name or service not known
+corrupt (checksum mismatch): corrupt,corrupted,corruption,crc mismatch,checksum mismatch,checksums previously,checksum errors,bad checksum,data corruption,malformed,damaged,class checksum,class data,bad superblock,bad signature,incomplete data
+errors on the medium: found errors,uncorrectable,ue memory read error,io error,i o error,input output error,bad sector,medium error,hardware error,hardware memory corruption
+broken or untrusted chain: broken trust chain,unknown authority,self signed certificate,unable to get local issuer,certificate verify failed,verify failed
+invalid (cannot be read): invalid,is invalid,parse error,mapper_parsing_exception,cannot parse,failed to parse,syntax error,unexpected token,could not parse,failed to decode,cannot unmarshal,unmarshal,malformed request,illegal_argument_exception,must have,could not read,bad request,bad option,invalid argument
+refused (rejected): refused,rejected,denied the request,rejected by,refused to,blocked using,blocked by,client host blocked,es_rejected_execution_exception,bounced,denied
+dropped (discarded): dropping,dropped,dropping data,discarded,discarding,data loss,dropped_items,num_dropped
+versions or settings do not fit (mismatch): mismatch,version mismatch,versions differ,nodes disagree,schema agreement,incompatible,unsupported,not supported,no support,bad_encryption_type,no_proposal_chosen,unsupported version,different from,does not match,doesn t match,no suitable,wrong version,deprecated api,no matches for kind,this server s history,no longer supported
+held by another (locked): already locked,locked by,is locked,could not acquire,unable to create lock,lock wait,account locked,unable to acquire,failed to acquire,waiting for lock,has account locked,locked exclusively
+deadlock
+behind (lagging): lagging,behind,lag,out of sync,stale,too long since this machine,waiting for replication,last replicated,not in sync,fallen behind
+already removed: already been removed,been removed,removed from,was deleted,has been deleted,already deleted
+out of order: out of order,out of bounds,too old
+duplicates: duplicate,same timestamp
+expelled from the group: was expelled,expelled,evicted from,kicked,was removed from the,left the group
+evicted: evict,evicted,eviction,must evict
+retries exhausted (given up): retries exhausted,maximum retries,giving up,gave up,cannot be retried,retry timeout exceeded,no retries permitted,after 4 retries,after 5 retransmits,max retries,not retryable,exceeded maximum retries,retry timeout
+drained: draining the node,drain,state set to drain,draining
+crashed: panic,crashed,has died,segfault,segmentation fault,terminated unexpectedly,dead unexpectedly,engine dead,sigsegv,core dumped,died
+nil pointer (null reference): nil pointer,null pointer,is not a function,cannot read properties
+blocked (hung): blocked for more than,hung,stuck,hangs,stalled,blocked
+cannot be imported: import error,cannot import,failed to import,module not found,no module named,class not found
+skewed (time differs): clock skew,clock synchronization error,time skew,skew detected,clock offset,skew too great
+a dependency failed: dependency failed
+frozen: frozen
+cannot start: failed to start,could not start,cannot start,couldn t start,failed to run,startup failed,failed to launch,failed launching,error loading,failed to load,failed to initialize,failed to install
+shutting down: shutting down
+failed health check: health check failed,probe failed,failed health check
+not scheduled: unschedulable,failedscheduling,cannot schedule
+cancelled: cancelled,canceled,aborted
+disabled: are disabled,is disabled,disabled
`);
