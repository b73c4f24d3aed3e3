import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { enginePackage } from "./install.ts";
import { contextLength } from "./tiny-model.ts";

/** As much of node-llama-cpp as is used; the package is not there when this is type-checked. */
interface NodeLlamaCpp {
  getLlama(options: object): Promise<Llama>;
  LlamaLogLevel: { readonly error: string };
  LlamaCompletion: new (options: {
    contextSequence: Sequence;
  }) => {
    generateCompletionWithMeta(input: readonly number[], options: object): Promise<Generated>;
  };
}
interface Llama {
  loadModel(options: { modelPath: string }): Promise<Model>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
}
interface Model {
  tokenize(text: string): number[];
  createContext(options: {
    sequences: number;
    contextSize: number;
    threads: number;
  }): Promise<{ getSequence(): Sequence }>;
}
interface Sequence {
  readonly tokenMeter: { getState(): { usedOutputTokens: number } };
}
interface Generated {
  readonly response: string;
  readonly metadata: { readonly stopReason: string };
}

export interface Completion {
  readonly content: string;
  readonly finishReason: "stop" | "length";
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export interface CompletionRequest {
  readonly prompt: string;
  readonly schema: object | undefined;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly signal: AbortSignal;
}

/** A request that the engine does not take; the message goes to the client, in llama.cpp's words. */
export class RefusedRequest extends Error {}

/** So many requests are worked on side by side; the others wait. */
const slots = 2;

/** llama.cpp in this process, with one model. */
export class Engine {
  private readonly library: NodeLlamaCpp;
  private readonly llama: Llama;
  private readonly model: Model;
  private readonly free: Sequence[];
  private readonly waiting: ((sequence: Sequence) => void)[] = [];
  private readonly grammars = new Map<string, Promise<object>>();
  private requests = 0;

  private constructor(library: NodeLlamaCpp, llama: Llama, model: Model, sequences: Sequence[]) {
    this.library = library;
    this.llama = llama;
    this.model = model;
    this.free = sequences;
  }

  /** @throws whatever keeps the engine from running here, above all a missing binary */
  static async start(modelPath: string): Promise<Engine> {
    const entry = pathToFileURL(join(enginePackage, "dist", "index.js")).href;
    const library = (await import(entry)) as NodeLlamaCpp;
    const llama = await library.getLlama({
      ...{ build: "never", skipDownload: true, gpu: false, progressLogs: false },
      logLevel: library.LlamaLogLevel.error,
    });
    const model = await llama.loadModel({ modelPath });
    // The threads of one call wait for each other at full speed; with several, a busy machine is 600 times slower.
    const context = await model.createContext({ sequences: slots, contextSize: contextLength, threads: 1 });
    const sequences = Array.from({ length: slots }, () => context.getSequence());
    return new Engine(library, llama, model, sequences);
  }

  /** @throws RefusedRequest when the prompt and its answer do not fit the context, or the schema is no grammar */
  async complete({ prompt, schema, maxTokens, temperature, signal }: CompletionRequest): Promise<Completion> {
    const input = this.model.tokenize(prompt);
    const needed = input.length + maxTokens;
    if (needed > contextLength) {
      throw new RefusedRequest(
        `request (${needed} tokens) exceeds the available context size (${contextLength} tokens)`,
      );
    }
    const grammar = schema === undefined ? {} : { grammar: await this.grammarFor(schema) };
    const sequence = await this.take();
    try {
      const before = sequence.tokenMeter.getState().usedOutputTokens;
      const completion = new this.library.LlamaCompletion({ contextSequence: sequence });
      const { response, metadata } = await completion.generateCompletionWithMeta(input, {
        ...grammar,
        ...{ maxTokens, temperature, signal },
        // The engine's own choice would be the time of day.
        seed: ++this.requests,
      });
      return {
        content: response,
        finishReason: metadata.stopReason === "maxTokens" ? "length" : "stop",
        promptTokens: input.length,
        answerTokens: sequence.tokenMeter.getState().usedOutputTokens - before,
      };
    } finally {
      this.giveBack(sequence);
    }
  }

  private grammarFor(schema: object): Promise<object> {
    const key = JSON.stringify(schema);
    let grammar = this.grammars.get(key);
    if (grammar === undefined) {
      grammar = this.llama.createGrammarForJsonSchema(withRangesAsChoices(schema) as object).catch(() => {
        throw new RefusedRequest("the json_schema cannot be made into a grammar");
      });
      this.grammars.set(key, grammar);
    }
    return grammar;
  }

  private take(): Promise<Sequence> {
    const sequence = this.free.pop();
    if (sequence !== undefined) return Promise.resolve(sequence);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private giveBack(sequence: Sequence): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free.push(sequence);
    else next(sequence);
  }
}

/** This library's grammars leave out the range of an integer, which llama.cpp's and vLLM's hold to. */
function withRangesAsChoices(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withRangesAsChoices);
  if (typeof schema !== "object" || schema === null) return schema;
  const { type, minimum, maximum } = schema as { type?: unknown; minimum?: unknown; maximum?: unknown };
  if (type === "integer" && typeof minimum === "number" && typeof maximum === "number") {
    return { enum: Array.from({ length: maximum - minimum + 1 }, (_, step) => minimum + step) };
  }
  return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, withRangesAsChoices(inner)]));
}
