// One worker with the engine: one call at a time. A stop ends the worker; the next one gets the compiled module.

import { t } from "./texts/texts.js";

/** A call that was stopped, by the reader or after its time limit. */
export class StoppedCall extends Error {}

/** Returns whether the browser has WebAssembly GC: the module declares one struct type. */
function supported() {
  const struct = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 127, 0];
  return typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array(struct));
}

export class EngineWorker {
  #program;
  #worker = null;
  #ready = null;
  #current = null;
  #last = Promise.resolve();
  #cancel = new AbortController();
  #id = 0;
  #queued = 0;

  /** @param program keeps the compiled module for all workers */
  constructor(program) {
    this.#program = program;
  }

  /** The signal of the calls so far: aborted by the next stop. */
  get signal() {
    return this.#cancel.signal;
  }

  /** True during a call. */
  get active() {
    return this.#queued > 0;
  }

  /** Loads the engine. Rejects with a sentence if this fails; another start tries again. */
  start() {
    this.#ready ??= supported() ? this.#load() : Promise.reject(new Error(t.cannotRun));
    return this.#ready;
  }

  /** Queues a call and returns its result. */
  call(name, args, seconds, progress) {
    const { signal } = this.#cancel;
    this.#queued++;
    const result = this.#last.then(async () => {
      signal.throwIfAborted();
      await this.start();
      signal.throwIfAborted();
      return this.#send(name, args, seconds, progress);
    }).finally(() => this.#queued--);
    this.#last = result.catch(() => {});
    return Promise.race([result, new Promise((_, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason), { once: true }))]);
  }

  /** Ends the current call and all queued calls immediately, and prepares the next worker. */
  stop() {
    this.#abort();
    if (this.#current) {
      this.#replace(new StoppedCall(t.cancelled));
    }
  }

  /** Ends all calls and the worker. */
  end() {
    this.#abort();
    this.#worker?.terminate();
    this.#settle((call) => call.reject(new StoppedCall(t.cancelled)));
    this.#ready = null;
  }

  #abort() {
    this.#cancel.abort(new StoppedCall(t.cancelled));
    this.#cancel = new AbortController();
  }

  #send(call, args, seconds, progress) {
    return new Promise((resolve, reject) => {
      const id = ++this.#id;
      const stopped = new StoppedCall(t.stoppedAfter(seconds));
      const timer = setTimeout(() => this.#replace(stopped), 1000 * seconds);
      this.#current = { id, resolve, reject, progress, timer };
      this.#worker.postMessage({ id, call, args });
    });
  }

  #load() {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL("engine-worker.js", import.meta.url));
      const fail = (message) => {
        worker.terminate();
        if (this.#worker === worker) {
          this.#ready = null;
          this.#settle((call) => call.reject(new Error(message)));
          reject(new Error(message));
        }
      };
      this.#worker = worker;
      worker.onmessage = ({ data }) => {
        if (data.type === "ready") {
          this.#program.module = data.module;
          resolve();
        } else if (data.id === undefined) {
          fail(t.engineNotStarted(data.message ?? ""));
        } else if (data.id === this.#current?.id) {
          this.#receive(data);
        }
      };
      worker.onerror = (event) => fail(event.message
        ? t.engineFailed(event.message)
        : t.engineNotLoaded);
      const base = new URL("./", import.meta.url).href;
      worker.postMessage({ type: "init", module: this.#program.module, base });
    });
  }

  #receive({ type, value, message }) {
    if (type === "progress") {
      this.#current.progress(value);
    } else if (type === "result") {
      this.#settle((call) => call.resolve(value));
    } else {
      // A failed call, such as one without memory, may leave the program in no valid state.
      this.#replace(new Error(message));
    }
  }

  /** Rejects the current call, and replaces the worker. */
  #replace(error) {
    this.#worker.terminate();
    this.#ready = null;
    this.#settle((call) => call.reject(error));
    this.start().catch(() => {});
  }

  #settle(outcome) {
    const call = this.#current;
    this.#current = null;
    if (call) {
      clearTimeout(call.timer);
      outcome(call);
    }
  }
}
