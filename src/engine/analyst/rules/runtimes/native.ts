import type { Rule } from "../rule.ts";

/** GPUs and native libraries. */
export const nativeRules: readonly Rule[] = [
  {
    name: "gpu-memory-exhausted",
    component: "gpu",
    words: ["blocks", "cublas_status_alloc_failed", "cuda", "hip", "kv", "torch"],
    pattern:
      /\bcuda (?:error: )?out of memory\b|\btorch\.(?:cuda\.)?outofmemoryerror\b|\bhip out of memory\b|\bcublas_status_alloc_failed\b|\bno available memory for the cache blocks\b|\bkv cache\b.{0,80}\b(?:exceed|not enough|larger than|insufficient|is needed)/i,
    severity: "P2",
    cause: "the GPU has no memory left for the model or its cache",
    action:
      "Run nvidia-smi for other processes; lower batch, context length or gpu_memory_utilization, or use more GPUs.",
    confidence: 92,
  },
  {
    name: "gpu-device-failed",
    component: "gpu",
    words: ["collective", "cuda", "fallen", "initialize", "nccl", "nvidia", "nvrm"],
    pattern:
      /\bnvrm: xid\b|\bgpu has fallen off the bus\b|\bwatchdog caught collective operation timeout\b|\bcuda error: (?:an illegal memory access|device-side assert|unspecified launch failure|no kernel image|uncorrectable ecc)|\bnccl\b.{0,80}\b(?:error|timeout|timed out|unhandled system error|watchdog)\b|\bno cuda-capable device\b|\bfailed to initialize nvml\b|\bnvidia-smi has failed\b/i,
    severity: "P1",
    cause: "a GPU or the link between GPUs failed (Xid, CUDA or NCCL error)",
    action:
      "Note the Xid number; drain the node, reset or reboot it, check driver and cables; replace the card if it recurs.",
    confidence: 90,
  },
];
