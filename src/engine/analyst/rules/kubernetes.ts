import type { Rule } from "./rule.ts";

/** Kubernetes: nodes, pods, volumes and the control plane. */
export const kubernetesRules: readonly Rule[] = [
  {
    name: "node-not-ready",
    component: "kubernetes",
    words: ["nodenotready", "notready", "nodestatusunknown"],
    pattern: /\b(?:nodenotready|nodestatusunknown)\b|\bnodes?\b.{0,80}\bnotready\b/i,
    severity: "P1",
    cause: "a node stopped reporting to the cluster, and its pods will be moved away",
    action:
      "Run `kubectl describe node <node>` for its conditions, then look on the node at kubelet, container runtime, disk and memory; confirm that its pods find room elsewhere.",
    confidence: 88,
  },
  {
    name: "kubelet-runtime-unhealthy",
    component: "kubernetes",
    words: ["pleg", "container"],
    pattern: /\bpleg is not healthy\b|\bcontainer runtime (?:is down|network not ready|is not ready)\b/i,
    severity: "P1",
    cause: "the node's container runtime hangs, so pods there are neither started nor checked",
    action:
      "On the node look at `systemctl status containerd`, disk latency and the number of containers; cordon the node, then restart the runtime.",
    confidence: 88,
  },
  {
    name: "node-under-pressure",
    component: "kubernetes",
    words: [
      "nodehasdiskpressure",
      "nodehasinsufficientmemory",
      "nodehasinsufficientpid",
      "evictionthresholdmet",
      "attempting",
      "diskpressure",
      "memorypressure",
      "pidpressure",
    ],
    pattern:
      /\b(?:nodehasdiskpressure|nodehasinsufficientmemory|nodehasinsufficientpid|evictionthresholdmet)\b|\battempting to reclaim (?:memory|ephemeral-storage|inodes|pids)\b|\b(?:disk|memory|pid)pressure["']?(?:\s{0,3}[=:]\s{0,2}["']?|\s{1,8})true\b/i,
    severity: "P2",
    cause: "a node runs out of memory, disk or process numbers and begins to evict pods",
    action:
      "Run `kubectl describe node <node>` to see which resource is short, find the pod or log that grew, and set its limit or free the space before pods are evicted.",
    confidence: 88,
  },
  {
    name: "out-of-memory-killed",
    component: "kubernetes",
    words: ["oomkilled", "oomkilling"],
    pattern: /\boomkill(?:ed|ing)\b(?!["']?\s{0,2}[=:]\s{0,2}["']?false)/i,
    severity: "P2",
    cause: "the container used more memory than its limit and was killed",
    action:
      "Compare `kubectl top pod` and the memory graph with the limit. A slow climb is a leak: take a heap dump. A jump with load: raise the limit or spread the load.",
    confidence: 92,
  },
  {
    name: "image-pull-failed",
    component: "kubernetes",
    words: ["imagepullbackoff", "errimagepull", "image", "invalidimagename", "errimageneverpull"],
    pattern:
      /\b(?:imagepullbackoff|errimagepull|errimageneverpull|invalidimagename)\b|\bfailed to pull image\b|\bback-off pulling image\b/i,
    severity: "P2",
    cause: "the node cannot fetch the container's image, so the pod does not start",
    action:
      "Read the event's reason by `kubectl describe pod`: not found means a wrong tag, unauthorized a missing pull secret, timeout a registry out of reach. Pods already running go on.",
    confidence: 92,
  },
  {
    name: "crash-loop",
    component: "kubernetes",
    words: ["crashloopbackoff", "restarting"],
    pattern: /\bcrashloopbackoff\b|\bback-off\b.{0,30}\brestarting failed container\b/i,
    severity: "P2",
    cause: "the container ends soon after each start, and the cluster waits longer before every new try",
    action:
      "Read `kubectl logs <pod> --previous` and the exit code in `kubectl describe pod`; if it began with a deploy, undo it by `kubectl rollout undo`.",
    confidence: 92,
  },
  {
    name: "container-configuration-error",
    component: "kubernetes",
    words: ["createcontainerconfigerror", "createcontainererror", "runcontainererror", "configmap", "secret"],
    pattern:
      /\b(?:createcontainerconfigerror|createcontainererror|runcontainererror)\b|\b(?:configmap|secret) ["'][^"']{1,100}["'] not found\b|\bcouldn't find key\b.{0,80}\b(?:configmap|secret)\b/i,
    severity: "P2",
    cause: "the container cannot be created, often because a ConfigMap or Secret it names is missing",
    action:
      "Run `kubectl describe pod` for the name it looks for, and `kubectl get configmap,secret -n <namespace>`; create or rename what is missing.",
    confidence: 90,
  },
  {
    name: "sandbox-creation-failed",
    component: "kubernetes",
    words: ["failedcreatepodsandbox", "sandbox"],
    pattern: /\bfailedcreatepodsandbox\b|\bfailed to create pod sandbox\b/i,
    severity: "P2",
    cause: "the node could not set up the pod's network or sandbox",
    action:
      "Look at the network plugin's pod on that node and at its free addresses, then at the container runtime's log; cordon the node if other pods fail too.",
    confidence: 88,
  },
  {
    name: "scheduling-failed",
    component: "kubernetes",
    words: ["failedscheduling", "nodes"],
    pattern: /\bfailedscheduling\b|\b0\/\d{1,5} nodes are available\b/i,
    severity: "P2",
    cause: "no node has the room or the labels that the pod asks for, so it stays pending",
    action:
      "Read the counts in the event (cpu, memory, taints, volumes), compare with `kubectl describe nodes`, then add a node, lower the request or correct the selector.",
    confidence: 90,
    certain: true,
  },
  {
    name: "quota-exceeded",
    component: "kubernetes",
    words: ["quota", "resourcequota"],
    pattern: /\bexceeded quota: [\w.-]{1,80}, requested\b|\bresourcequota\b.{0,60}\bexceeded\b/i,
    severity: "P3",
    cause: "the namespace may not use more than it has, so new pods are refused",
    action:
      "Run `kubectl describe quota -n <namespace>`, remove what is no longer used, such as finished jobs, or ask for a larger quota.",
    confidence: 88,
  },
  {
    name: "volume-mount-failed",
    component: "kubernetes",
    words: ["failedmount", "failedattachvolume", "volumes", "multi", "mountvolume"],
    pattern:
      /\b(?:failedmount|failedattachvolume)\b|\bunable to attach or mount volumes\b|\bmulti-attach error\b|\bmountvolume\.[a-z]{3,12} failed\b/i,
    severity: "P2",
    cause: "a volume could not be attached or mounted, so the pod cannot start",
    action:
      "Run `kubectl describe pod` and `kubectl get volumeattachment`: see whether the old node still holds the volume or the Secret or claim is missing; then read the CSI driver's log.",
    confidence: 90,
  },
  {
    name: "volume-provisioning-failed",
    component: "kubernetes",
    words: ["provisioningfailed", "provision", "persistentvolumeclaims", "persistentvolumeclaim"],
    pattern:
      /\bprovisioningfailed\b|\bfailed to provision volume\b|\bunbound immediate persistentvolumeclaims\b|\bpersistentvolumeclaim ["'][^"']{1,100}["'] not found\b/i,
    severity: "P2",
    cause: "no storage could be made for a claim, so the pods that need it wait",
    action:
      "Run `kubectl describe pvc <claim>`, compare its storage class with `kubectl get sc`, and check the provider's quota and the provisioner's log.",
    confidence: 88,
  },
  {
    name: "pod-evicted",
    component: "kubernetes",
    words: ["evicted", "evicting"],
    pattern:
      /\bevicted\b.{0,40}\bpod\b|\bpod\b.{0,80}\bevicted\b|\breason["']?[:=] ?["']?evicted\b|\bevicting pod\b|\bevicted: the node was low\b/i,
    severity: "P3",
    cause: "the cluster ended a pod to relieve its node",
    action:
      "Read the reason by `kubectl describe pod`: low memory or disk on the node, or a drain somebody ordered. Give the pod requests that match its real use.",
    confidence: 84,
  },
  {
    name: "probe-failed",
    component: "kubernetes",
    words: ["probe"],
    pattern:
      /\b(?:liveness|readiness|startup) probe (?:failed|errored)\b|\bfailed (?:liveness|readiness|startup) probe\b/i,
    severity: "P3",
    cause: "a container did not answer its probe: readiness takes it out of traffic, liveness restarts it",
    action:
      "Call the probe's URL inside the pod and time it. Slow answers under load call for more CPU or a longer timeout; errors are explained by the container's log.",
    confidence: 84,
  },
  {
    name: "job-failed",
    component: "kubernetes",
    words: ["backofflimitexceeded", "job"],
    pattern:
      /\bbackofflimitexceeded\b|\bjob has reached the specified backoff limit\b|\bjob was active longer than specified deadline\b/i,
    severity: "P3",
    cause: "a job failed as often as it may and will not be tried again",
    action:
      "Read the log of its last pod (`kubectl logs job/<name>`), repair the cause and start it anew; check what depends on its result.",
    confidence: 88,
  },
  {
    name: "admission-webhook-failed",
    component: "kubernetes",
    words: ["webhook"],
    pattern: /\bfailed calling webhook\b|\badmission webhook ["'][^"']{1,100}["'] denied the request\b/i,
    severity: "P2",
    cause: "an admission webhook refused a change or did not answer, so objects cannot be created",
    action:
      "If it denied, read its message and adapt the object. If it did not answer, check its service and certificate, and set `failurePolicy: Ignore` only as a stopgap.",
    confidence: 86,
  },
  {
    name: "autoscaler-blind",
    component: "kubernetes",
    words: ["failedgetresourcemetric", "failedcomputemetricsreplicas", "metrics"],
    pattern:
      /\b(?:failedgetresourcemetric|failedcomputemetricsreplicas)\b|\bunable to (?:get|fetch) metrics (?:for resource|from resource metrics api)\b/i,
    severity: "P3",
    cause: "the autoscaler has no measurements, so it will not add pods when load grows",
    action:
      "Check that metrics-server runs (`kubectl top pods`) and that every container of the deployment sets a CPU request; scale by hand meanwhile if load is high.",
    confidence: 86,
  },
  {
    name: "api-server-unreachable",
    component: "kubernetes",
    words: ["connect", "connection", "node", "kubernetes"],
    pattern:
      /\bunable to connect to the server:|\bthe connection to the server \S{1,120} was refused\b|\berror updating node status, will retry\b|\bunable to (?:connect to|reach) the kubernetes api(?: ?server)?\b/i,
    severity: "P2",
    cause: "the cluster's API server cannot be reached from here",
    action:
      "Ask `curl -k https://<server>:6443/readyz` from a control plane node and from here: if the first answers, look at the load balancer or network, else at kube-apiserver and etcd.",
    confidence: 86,
  },
  {
    name: "pod-preempted",
    component: "kubernetes",
    words: ["preempted", "preempting"],
    pattern: /\bpreempted by\b.{0,60}\b(?:pod|node)\b|\bpreempting (?:pod|victim)s?\b/i,
    severity: "P4",
    cause: "a pod had to make room for one of higher priority",
    action:
      "Check that the pod found another node; if not, the cluster is full: add a node or lower the requests of what matters less.",
    confidence: 82,
  },
];
