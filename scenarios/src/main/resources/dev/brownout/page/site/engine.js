// The engine behind one interface: in workers of the browser, or on the JVM of the server that sent the page.

import { ServerEngine } from "./serverengine.js";
import { EngineWorker } from "./engineworker.js";
import { manualSentences } from "./texts/sentences.js";

/** Time limits of calls in seconds. A run has its own limits, and ends earlier with a partial result. */
export const CHECK_SECONDS = 10;
export const RUN_SECONDS = 180;

/** Calls that simulate. They have workers of their own, so that a check never waits for a run. */
const RUNS = new Set(["run", "replicate"]);

/** Properties that are a number of the list of columns. */
const NUMBERED = new Set(["moments", "values", "sent", "ended", "failures"]);

/** Replaces the numbers of columns in the data of a run by the columns. */
export function withColumns(view) {
  const { columns } = view;
  const resolve = (part) => {
    for (const [key, value] of Object.entries(part)) {
      if (NUMBERED.has(key) && typeof value === "number") {
        part[key] = columns[value];
      } else if (value !== null && typeof value === "object") {
        resolve(value);
      }
    }
  };
  view.variants.forEach(({ charts }) => resolve(charts));
  resolve(view.topologies);
  return view;
}

/** Returns a result with the columns of its view. */
function resolved(value) {
  if (value?.view) {
    withColumns(value.view);
  }
  return value;
}

/** The engine in workers. The first worker compiles the program, the other workers get the compiled module. */
export class WorkerEngine {
  #program = {};
  #checks = new EngineWorker(this.#program);
  #runs = null;
  #spare = null;

  /** Loads the engine. Rejects with a sentence if this fails; another start tries again. */
  async start() {
    await this.#checks.start();
    this.#runs ??= this.#prepared();
  }

  /**
   * Queues a call and returns its result. Checks and runs have separate queues.
   *
   * @param seconds time limit, without the time in the queue
   * @param progress receives each progress value
   */
  async call(name, args, seconds, progress = () => {}) {
    if (!RUNS.has(name)) {
      const sentences = name === "explain" ? [await manualSentences()] : [];
      return this.#checks.call(name, [...args, ...sentences], seconds, progress);
    }
    const { signal } = this.#checks;
    await this.start();
    signal.throwIfAborted();
    this.#spare ??= this.#prepared();
    return resolved(await this.#runs.call(name, args, seconds, progress));
  }

  /** Ends all runs immediately. The next run starts in the spare worker. */
  stopRuns() {
    if (this.#runs?.active) {
      this.#runs.end();
      this.#runs = this.#spare ?? this.#prepared();
      this.#spare = this.#prepared();
    }
  }

  /** Ends all calls immediately. */
  stop() {
    this.stopRuns();
    this.#checks.stop();
  }

  #prepared() {
    const worker = new EngineWorker(this.#program);
    worker.start().catch(() => {});
    return worker;
  }
}

/** The engine for runs on the server, if the server offers it beside the engine in the browser. */
export function serverRuns(server) {
  return server && server.engine !== "jvm" ? new ServerEngine(resolved) : null;
}

/** Returns the description of the server; null for a static host. */
export function serverOfPage() {
  const words = document.querySelector("meta[name=brownout-server]")?.content;
  return words ? JSON.parse(words) : null;
}

/** Returns the engine of the page. */
export function pageEngine(server) {
  return server?.engine === "jvm" ? new ServerEngine(resolved) : new WorkerEngine();
}
