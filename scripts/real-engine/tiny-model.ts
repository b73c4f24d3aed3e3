/**
 * Writes a language model of random weights: of the llama architecture, with a tokenizer, under a megabyte, and
 * the same bytes every time. It understands nothing; what it is for is that a real engine loads it, holds it to
 * a grammar, counts its tokens and cuts its answers.
 */
import { writeFileSync } from "node:fs";
import { ggufFile, type MetadataValue, type Tensor } from "./gguf.ts";
import { type Piece, vocabulary } from "./vocabulary.ts";

export const contextLength = 8192;

const width = 64;
const heads = 2;
const layers = 2;
const inner = 128;
/** What the first dimension is about once the last norm is through; measured by nothing, near enough. */
const steadyDimension = 5;

/** @param seed another one is another model */
export function writeTinyModel(path: string, seed = 20260310): void {
  const pieces = vocabulary();
  writeFileSync(path, ggufFile(metadataOf(pieces), tensorsOf(pieces, gaussian(seed))));
}

function metadataOf(pieces: readonly Piece[]): Map<string, MetadataValue> {
  return new Map<string, MetadataValue>([
    ["general.architecture", { string: "llama" }],
    ["general.name", { string: "tiny random" }],
    ["general.file_type", { uint32: 0 }],
    ["llama.context_length", { uint32: contextLength }],
    ["llama.embedding_length", { uint32: width }],
    ["llama.block_count", { uint32: layers }],
    ["llama.feed_forward_length", { uint32: inner }],
    ["llama.attention.head_count", { uint32: heads }],
    ["llama.attention.head_count_kv", { uint32: heads }],
    ["llama.attention.layer_norm_rms_epsilon", { float32: 1e-5 }],
    ["llama.rope.dimension_count", { uint32: width / heads }],
    ["llama.rope.freq_base", { float32: 10_000 }],
    ["llama.vocab_size", { uint32: pieces.length }],
    ["tokenizer.ggml.model", { string: "llama" }],
    ["tokenizer.ggml.pre", { string: "default" }],
    ["tokenizer.ggml.tokens", { strings: pieces.map(({ text }) => text) }],
    // Of two ways to join pieces the tokenizer takes the higher score: any order will do.
    ["tokenizer.ggml.scores", { float32s: pieces.map((_, index) => -index) }],
    ["tokenizer.ggml.token_type", { int32s: pieces.map(({ kind }) => kind) }],
    ["tokenizer.ggml.unknown_token_id", { uint32: 0 }],
    ["tokenizer.ggml.bos_token_id", { uint32: 1 }],
    ["tokenizer.ggml.eos_token_id", { uint32: 2 }],
    ["tokenizer.ggml.add_bos_token", { bool: true }],
    ["tokenizer.ggml.add_eos_token", { bool: false }],
    ["tokenizer.ggml.add_space_prefix", { bool: false }],
  ]);
}

/**
 * The architecture has no bias on its output. So the first dimension is the same in every embedding and nothing
 * writes to it: what the output weighs it with is a constant for each token, which is a bias.
 */
function tensorsOf(pieces: readonly Piece[], next: () => number): Tensor[] {
  const matrix = (name: string, columns: number, rows: number, spread: number): Tensor => ({
    name: `${name}.weight`,
    shape: [columns, rows],
    data: Float32Array.from({ length: columns * rows }, () => next() * spread),
  });
  const norm = (name: string): Tensor => ({
    name: `${name}.weight`,
    shape: [width],
    data: new Float32Array(width).fill(1),
  });

  const embedding = matrix("token_embd", width, pieces.length, 1);
  const output = matrix("output", width, pieces.length, 0.18);
  pieces.forEach(({ bias }, token) => {
    embedding.data[token * width] = Math.sqrt(width);
    output.data[token * width] = bias / steadyDimension;
  });
  const tensors = [embedding, norm("output_norm"), output];
  for (let layer = 0; layer < layers; layer++) {
    const block = `blk.${layer}`;
    const attention = matrix(`${block}.attn_output`, width, width, 0.06);
    const down = matrix(`${block}.ffn_down`, inner, width, 0.06);
    attention.data.fill(0, 0, width);
    down.data.fill(0, 0, inner);
    tensors.push(
      norm(`${block}.attn_norm`),
      ...["attn_q", "attn_k", "attn_v"].map((name) => matrix(`${block}.${name}`, width, width, 0.12)),
      attention,
      norm(`${block}.ffn_norm`),
      ...["ffn_gate", "ffn_up"].map((name) => matrix(`${block}.${name}`, width, inner, 0.12)),
      down,
    );
  }
  return tensors;
}

/** Normally distributed numbers from Mulberry32, by Box and Muller. */
function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
