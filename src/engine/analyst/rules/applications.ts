import { kafkaRules } from "./brokers/kafka.ts";
import { kafkaClientsRules } from "./brokers/kafka-clients.ts";
import { otherBrokersRules } from "./brokers/other-brokers.ts";
import { rabbitmqRules } from "./brokers/rabbitmq.ts";
import { redpandaRules } from "./brokers/redpanda.ts";
import { taskQueuesRules } from "./brokers/task-queues.ts";
import { analyticalRules } from "./databases/analytical.ts";
import { commercialRules } from "./databases/commercial.ts";
import { documentAndWideColumnRules } from "./databases/document-and-wide-column.ts";
import { graphAndSeriesRules } from "./databases/graph-and-series.ts";
import { mysqlRules } from "./databases/mysql.ts";
import { postgresqlRules } from "./databases/postgresql.ts";
import { redisRules } from "./databases/redis.ts";
import { searchEnginesRules } from "./databases/search-engines.ts";
import { batchRules } from "./frameworks/batch.ts";
import { webFrameworksRules } from "./frameworks/web-frameworks.ts";
import { workflowsRules } from "./frameworks/workflows.ts";
import { cloudRules } from "./identity/cloud.ts";
import { identityRules } from "./identity/identity.ts";
import { addOnsRules } from "./kubernetes/add-ons.ts";
import { apiRules } from "./kubernetes/api.ts";
import { autoscalingRules } from "./kubernetes/autoscaling.ts";
import { containersRules } from "./kubernetes/containers.ts";
import { controlPlaneRules } from "./kubernetes/control-plane.ts";
import { deliveryRules } from "./kubernetes/delivery.ts";
import { ingressRules } from "./kubernetes/ingress.ts";
import { kubeletRules } from "./kubernetes/kubelet.ts";
import { podNetworkRules } from "./kubernetes/pod-network.ts";
import { hostServicesRules } from "./linux/host-services.ts";
import { openstackRules } from "./linux/openstack.ts";
import { collectorsRules } from "./observability/collectors.ts";
import { shippersRules } from "./observability/shippers.ts";
import { storesRules } from "./observability/stores.ts";
import { coordinationRules } from "./platforms/coordination.ts";
import { deliveryPlatformsRules } from "./platforms/delivery-platforms.ts";
import { platformsRules } from "./platforms/platforms.ts";
import { balancersRules } from "./proxies/balancers.ts";
import { meshAndBalancersRules } from "./proxies/mesh-and-balancers.ts";
import { nginxRules } from "./proxies/nginx.ts";
import type { Rule } from "./rule.ts";
import { languageRuntimesRules } from "./runtimes/language-runtimes.ts";
import { nativeRules } from "./runtimes/native.ts";
import { workersRules } from "./runtimes/workers.ts";
import { distributedRules } from "./storage/distributed.ts";
import { fileSystemsRules } from "./storage/file-systems.ts";

/** Failures that one application, or one kind of application, has; they name it in their causes. */
export const applicationRules: readonly Rule[] = [
  ...kubeletRules,
  ...podNetworkRules,
  ...containersRules,
  ...controlPlaneRules,
  ...apiRules,
  ...autoscalingRules,
  ...addOnsRules,
  ...deliveryRules,
  ...ingressRules,
  ...kafkaRules,
  ...kafkaClientsRules,
  ...redpandaRules,
  ...rabbitmqRules,
  ...otherBrokersRules,
  ...taskQueuesRules,
  ...postgresqlRules,
  ...mysqlRules,
  ...redisRules,
  ...documentAndWideColumnRules,
  ...analyticalRules,
  ...searchEnginesRules,
  ...graphAndSeriesRules,
  ...commercialRules,
  ...nginxRules,
  ...meshAndBalancersRules,
  ...balancersRules,
  ...collectorsRules,
  ...storesRules,
  ...shippersRules,
  ...distributedRules,
  ...fileSystemsRules,
  ...languageRuntimesRules,
  ...workersRules,
  ...nativeRules,
  ...webFrameworksRules,
  ...workflowsRules,
  ...batchRules,
  ...hostServicesRules,
  ...openstackRules,
  ...identityRules,
  ...cloudRules,
  ...platformsRules,
  ...deliveryPlatformsRules,
  ...coordinationRules,
];

/** The components that are an application, or a kind of application. */
export const applications: ReadonlySet<string> = new Set(applicationRules.map(({ component }) => component));
