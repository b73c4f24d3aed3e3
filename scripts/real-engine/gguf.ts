/**
 * Writes GGUF, version 3: the file format of llama.cpp. A header with typed metadata, a directory of tensors,
 * then their numbers, little-endian throughout. Only what a small model of 32-bit floats needs is here.
 */
export type MetadataValue =
  | { readonly uint32: number }
  | { readonly float32: number }
  | { readonly bool: boolean }
  | { readonly string: string }
  | { readonly strings: readonly string[] }
  | { readonly float32s: readonly number[] }
  | { readonly int32s: readonly number[] };

export interface Tensor {
  readonly name: string;
  /** The length of a row first, as ggml counts. */
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The numbers of the format's value types. */
const valueType = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
/** The tensor type of 32-bit floats. */
const float32Tensor = 0;
/** Each tensor begins at a multiple of this; the format's default. */
const alignment = 32;

/** The bytes of a model file. */
export function ggufFile(metadata: ReadonlyMap<string, MetadataValue>, tensors: readonly Tensor[]): Buffer {
  const head: Buffer[] = [Buffer.from("GGUF"), uint32(3), uint64(tensors.length), uint64(metadata.size)];
  for (const [key, value] of metadata) head.push(text(key), ...typed(value));
  let offset = 0;
  for (const { name, shape, data } of tensors) {
    if (shape.reduce((product, length) => product * length, 1) !== data.length) {
      throw new RangeError(`The tensor ${name} has ${data.length} numbers, which its shape does not say.`);
    }
    head.push(text(name), uint32(shape.length), ...shape.map(uint64), uint32(float32Tensor), uint64(offset));
    offset += data.byteLength + paddingAfter(data.byteLength);
  }
  const headBytes = Buffer.concat(head);
  const pieces: Buffer[] = [headBytes, Buffer.alloc(paddingAfter(headBytes.length))];
  for (const { data } of tensors) {
    pieces.push(floats(data), Buffer.alloc(paddingAfter(data.byteLength)));
  }
  return Buffer.concat(pieces);
}

function typed(value: MetadataValue): Buffer[] {
  if ("uint32" in value) return [uint32(valueType.uint32), uint32(value.uint32)];
  if ("float32" in value) return [uint32(valueType.float32), floats([value.float32])];
  if ("bool" in value) return [uint32(valueType.bool), Buffer.from([value.bool ? 1 : 0])];
  if ("string" in value) return [uint32(valueType.string), text(value.string)];
  if ("strings" in value) return [...arrayHead(valueType.string, value.strings), ...value.strings.map(text)];
  if ("float32s" in value) return [...arrayHead(valueType.float32, value.float32s), floats(value.float32s)];
  return [...arrayHead(valueType.int32, value.int32s), ...value.int32s.map(int32)];
}

function arrayHead(type: number, items: readonly unknown[]): Buffer[] {
  return [uint32(valueType.array), uint32(type), uint64(items.length)];
}

function paddingAfter(length: number): number {
  return (alignment - (length % alignment)) % alignment;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** Number by number, so that the bytes are the same on every machine. */
function floats(values: readonly number[] | Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeFloatLE(value, index * 4);
  });
  return bytes;
}
