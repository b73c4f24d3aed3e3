import type { Protocol, ServiceName } from "../system/topology.ts";
import { goMysql, goPostgres, goRedis } from "./go-calls.ts";
import { javaHttp, javaPostgres } from "./java-calls.ts";
import { javaKafka } from "./java-kafka.ts";
import { javaRedis } from "./java-redis.ts";
import { nodeHttp } from "./node-calls.ts";
import { pythonHttp, pythonKafka, pythonS3 } from "./python-calls.ts";
import type { CallWordings } from "./wording.ts";

/** What each caller's library says when a call fails, by the protocol of the call. */
export const callWordings: Readonly<
  Partial<Record<ServiceName, Readonly<Partial<Record<Protocol, CallWordings>>>>>
> = {
  storefront: { http: nodeHttp },
  catalogue: { redis: goRedis, mysql: goMysql },
  orders: { http: javaHttp, postgres: javaPostgres, kafka: javaKafka, redis: javaRedis },
  accounts: { postgres: goPostgres, redis: goRedis },
  dispatch: { kafka: pythonKafka, http: pythonHttp, s3: pythonS3 },
};
