import type { RuleExamples } from "../rule-examples.ts";

export const controlPlaneExamples: Readonly<Record<string, RuleExamples>> = {
  "etcd-space-exceeded": {
    decides: "rpc error: code = ResourceExhausted desc = etcdserver: mvcc: database space exceeded",
    leavesAlone: ["etcd: compaction finished"],
  },
  "etcd-slow-disk": {
    decides: '{"level":"warn","msg":"slow fdatasync","took":"2.1s","expected-duration":"1s"}',
    leavesAlone: ["etcd: fdatasync took 4 ms"],
  },
  "etcd-request-timeout": {
    decides:
      'apiserver received an error that is not an metav1.Status: rpctypes.EtcdError{desc:"etcdserver: request timed out"}',
    leavesAlone: ["etcd request took 4 ms"],
  },
  "etcd-member-corrupt": {
    decides: '{"level":"fatal","msg":"failed to open WAL","error":"walpb: crc mismatch"} etcd',
    leavesAlone: ["etcd: integrity check passed"],
  },
  "leader-election-lost": {
    decides:
      "leaderelection.go: failed to renew lease kube-system/kube-controller-manager: timed out waiting for the condition",
    leavesAlone: ["successfully acquired lease kube-system/kube-scheduler"],
  },
};
