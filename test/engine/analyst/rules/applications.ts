import { kafkaExamples } from "./brokers/kafka.ts";
import { kafkaClientsExamples } from "./brokers/kafka-clients.ts";
import { otherBrokersExamples } from "./brokers/other-brokers.ts";
import { rabbitmqExamples } from "./brokers/rabbitmq.ts";
import { redpandaExamples } from "./brokers/redpanda.ts";
import { taskQueuesExamples } from "./brokers/task-queues.ts";
import { analyticalExamples } from "./databases/analytical.ts";
import { commercialExamples } from "./databases/commercial.ts";
import { documentAndWideColumnExamples } from "./databases/document-and-wide-column.ts";
import { graphAndSeriesExamples } from "./databases/graph-and-series.ts";
import { mysqlExamples } from "./databases/mysql.ts";
import { postgresqlExamples } from "./databases/postgresql.ts";
import { redisExamples } from "./databases/redis.ts";
import { searchEnginesExamples } from "./databases/search-engines.ts";
import { batchExamples } from "./frameworks/batch.ts";
import { webFrameworksExamples } from "./frameworks/web-frameworks.ts";
import { workflowsExamples } from "./frameworks/workflows.ts";
import { cloudExamples } from "./identity/cloud.ts";
import { identityExamples } from "./identity/identity.ts";
import { addOnsExamples } from "./kubernetes/add-ons.ts";
import { apiExamples } from "./kubernetes/api.ts";
import { autoscalingExamples } from "./kubernetes/autoscaling.ts";
import { containersExamples } from "./kubernetes/containers.ts";
import { controlPlaneExamples } from "./kubernetes/control-plane.ts";
import { deliveryExamples } from "./kubernetes/delivery.ts";
import { ingressExamples } from "./kubernetes/ingress.ts";
import { kubeletExamples } from "./kubernetes/kubelet.ts";
import { podNetworkExamples } from "./kubernetes/pod-network.ts";
import { hostServicesExamples } from "./linux/host-services.ts";
import { openstackExamples } from "./linux/openstack.ts";
import { collectorsExamples } from "./observability/collectors.ts";
import { shippersExamples } from "./observability/shippers.ts";
import { storesExamples } from "./observability/stores.ts";
import { coordinationExamples } from "./platforms/coordination.ts";
import { deliveryPlatformsExamples } from "./platforms/delivery-platforms.ts";
import { platformsExamples } from "./platforms/platforms.ts";
import { balancersExamples } from "./proxies/balancers.ts";
import { meshAndBalancersExamples } from "./proxies/mesh-and-balancers.ts";
import { nginxExamples } from "./proxies/nginx.ts";
import type { RuleExamples } from "./rule-examples.ts";
import { languageRuntimesExamples } from "./runtimes/language-runtimes.ts";
import { nativeExamples } from "./runtimes/native.ts";
import { workersExamples } from "./runtimes/workers.ts";
import { distributedExamples } from "./storage/distributed.ts";
import { fileSystemsExamples } from "./storage/file-systems.ts";

/** Of the failures of single applications. */
export const applicationExamples: Readonly<Record<string, RuleExamples>> = {
  ...kubeletExamples,
  ...podNetworkExamples,
  ...containersExamples,
  ...controlPlaneExamples,
  ...apiExamples,
  ...autoscalingExamples,
  ...addOnsExamples,
  ...deliveryExamples,
  ...ingressExamples,
  ...kafkaExamples,
  ...kafkaClientsExamples,
  ...redpandaExamples,
  ...rabbitmqExamples,
  ...otherBrokersExamples,
  ...taskQueuesExamples,
  ...postgresqlExamples,
  ...mysqlExamples,
  ...redisExamples,
  ...documentAndWideColumnExamples,
  ...analyticalExamples,
  ...searchEnginesExamples,
  ...graphAndSeriesExamples,
  ...commercialExamples,
  ...nginxExamples,
  ...meshAndBalancersExamples,
  ...balancersExamples,
  ...collectorsExamples,
  ...storesExamples,
  ...shippersExamples,
  ...distributedExamples,
  ...fileSystemsExamples,
  ...languageRuntimesExamples,
  ...workersExamples,
  ...nativeExamples,
  ...webFrameworksExamples,
  ...workflowsExamples,
  ...batchExamples,
  ...hostServicesExamples,
  ...openstackExamples,
  ...identityExamples,
  ...cloudExamples,
  ...platformsExamples,
  ...deliveryPlatformsExamples,
  ...coordinationExamples,
};
