import type { Rule } from "./rule.ts";

/** Compute nodes, batch jobs, and the frameworks that run jobs on many hosts. */
export const computeClusterRules: readonly Rule[] = [
  {
    name: "user-job-not-started",
    component: "job",
    words: ["loading", "chdir", "map", "srun", "slurmstepd", "sbatch", "mpirun", "mpiexec", "found", "usage"],
    pattern:
      /\berror loading \S{1,200}: (?:invalid or missing program image|program image too big)|\bchdir\(\S{1,200}\) failed: (?:no such file|permission denied|not a directory)|\berror creating node map from file \S{1,200}: (?:no such file|permission denied|bad file descriptor|block device required|is a directory)|\b(?:srun|slurmstepd|sbatch|mpirun|mpiexec): .{0,80}\b(?:no such file or directory|exec format error|permission denied|could not find an executable|not executable|unable to open file)\b|\b(?:bash|sh|zsh): .{0,80}: command not found\b|^usage: \S/i,
    severity: "P4",
    cause: "a user's job or command names a program, folder or file that is not there or may not be used",
    action:
      "Nothing is broken here. Tell the user which path is wrong; look at the file server only if many users meet it at once.",
    confidence: 84,
    certain: true,
  },
  {
    name: "node-stream-cut",
    component: "cluster",
    words: ["severed", "stream", "ciostream"],
    pattern: /\blink has been severed\b|\b(?:failed to|error) read(?:ing)? message prefix\b/i,
    severity: "P2",
    cause: "a node lost the stream to the one that serves its input and output, which ends its job",
    action:
      "See which job used the node and whether it ended, and read the log of the serving node at that time. Many at once point to that node or to the service network.",
    confidence: 84,
  },
  {
    name: "compute-kernel-ended",
    component: "kernel",
    words: ["kernel", "rts", "receiving", "training"],
    pattern:
      /\bkernel terminated for reason \d{1,6}|\brts: (?:internal error|bad message header)|\berror receiving packet on (?:the )?(?:tree|torus|collective) network\b|\b(?:tree|torus)\S{0,20} link training failed\b/i,
    severity: "P2",
    cause: "the kernel of a compute node ended or lost the network between the nodes, and with it the job",
    action:
      "Note node and job, see whether the same node did so before, and drain it if it did. Compare with link errors of its neighbours.",
    confidence: 84,
  },
  {
    name: "resource-manager-unreachable",
    component: "cluster",
    words: ["rm", "resourcemanager", "jobtracker"],
    pattern:
      /\berror in contacting rm\b|\b(?:cannot|could not|failed to|unable to) (?:contact|reach|connect to) (?:the )?(?:resource ?manager|job ?tracker)\b/i,
    severity: "P3",
    cause: "a job's master cannot reach the manager of the cluster and gets no resources",
    action:
      "Check that the resource manager's host answers by name and address and that its process runs. Running tasks go on for a while; jobs fail if it stays away.",
    confidence: 86,
  },
  {
    name: "lease-not-renewed",
    component: "storage",
    words: ["lease"],
    pattern: /\bfailed to renew (?:the )?lease\b/i,
    severity: "P3",
    cause: "a client could not renew its lease, so it may lose the file or the role that it holds",
    action:
      "Check whether the server that grants leases answers by name and address. One miss is retried; when the lease ends, open writes are given up.",
    confidence: 82,
  },
  {
    name: "host-address-lost",
    component: "dns",
    words: ["address"],
    pattern: /\baddress change detected\. old: \S{1,200}\/\S{1,60} new: (?!\S{0,200}\/)\S/i,
    severity: "P2",
    cause: "the name of a host that is in use no longer resolves to an address",
    action:
      "Look the name up on this host with `getent hosts <name>` and restore its record or the resolver; whatever runs on that host cannot be reached by name until then.",
    confidence: 86,
  },
  {
    name: "instance-missing-on-hypervisor",
    component: "virtualisation",
    words: ["instances", "instance", "domain"],
    pattern:
      /\bfound (\d{1,6}) instances? in the database and (?!\1 )\d{1,6} instances? on the hypervisor\b|\binstance \S{1,60} (?:is |was )?(?:not found|missing) on (?:the )?hypervisor\b/i,
    severity: "P2",
    cause: "the database and the hypervisor do not agree on which virtual machines exist",
    action:
      "List both (`openstack server list --all --host <host>` and `virsh list --all`), find the machine that only one of them knows, and ask its owner before you rebuild or delete it.",
    confidence: 88,
    certain: true,
  },
  {
    name: "image-cache-housekeeping",
    component: "virtualisation",
    words: ["base"],
    pattern: /\bunknown base file\b|\bremovable base files?: /i,
    severity: "P4",
    cause: "the cache of images holds a file that no instance here uses, and a later run removes it",
    action: "Nothing to do, unless the disk is short of room: then see how long unused images are kept.",
    confidence: 84,
  },
];
