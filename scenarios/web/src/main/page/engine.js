// The engine runs in a worker, one call at a time. A stop ends the worker; the next worker gets the compiled module.

const CANNOT_RUN = "This browser cannot run the engine. It needs WebAssembly GC: Chrome or Edge 119, Firefox 120, "
  + "Safari 18.2, or later.";

/** Time limits of calls in seconds. A run has its own limits, and ends earlier with a partial result. */
export const CHECK_SECONDS = 10;
export const RUN_SECONDS = 180;

/** A call that was stopped, by the reader or after its time limit. */
export class StoppedCall extends Error {}

/** Properties that are a number of the list of columns. */
const NUMBERED = new Set(["moments", "values", "sent", "failures"]);

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
  resolve(view.charts);
  resolve(view.topologies);
  return view;
}

/** Returns whether the browser has WebAssembly GC: the module declares one struct type. */
function supported() {
  const struct = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 127, 0];
  return typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array(struct));
}

export class Engine {
  #worker = null;
  #module = undefined;
  #ready = null;
  #current = null;
  #last = Promise.resolve();
  #cancel = new AbortController();
  #id = 0;

  /** Loads the engine. Rejects with a sentence if this fails; another start tries again. */
  start() {
    this.#ready ??= supported() ? this.#load() : Promise.reject(new Error(CANNOT_RUN));
    return this.#ready;
  }

  /**
   * Queues a call and returns its result.
   *
   * @param seconds time limit, without the time in the queue
   * @param progress receives each progress value
   */
  call(name, args, seconds, progress = () => {}) {
    const { signal } = this.#cancel;
    const result = this.#last.then(async () => {
      await this.start();
      signal.throwIfAborted();
      const value = await this.#send(name, args, seconds, progress);
      if (value?.view) {
        withColumns(value.view);
      }
      return value;
    });
    this.#last = result.catch(() => {});
    return Promise.race([result, new Promise((_, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason), { once: true }))]);
  }

  /** Ends the current call and all queued calls immediately. */
  stop() {
    this.#cancel.abort(new StoppedCall("Cancelled."));
    this.#cancel = new AbortController();
    if (this.#current) {
      this.#end(new StoppedCall("Cancelled."));
    }
  }

  #send(call, args, seconds, progress) {
    return new Promise((resolve, reject) => {
      const id = ++this.#id;
      const timer = setTimeout(() => this.#end(new StoppedCall(`Stopped after ${seconds} s.`)), 1000 * seconds);
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
          this.#module = data.module;
          resolve();
        } else if (data.id === undefined) {
          fail("The engine did not start. " + (data.message ?? ""));
        } else if (data.id === this.#current?.id) {
          this.#receive(data);
        }
      };
      worker.onerror = (event) => fail(event.message
        ? "The engine failed: " + event.message
        : "The engine could not be loaded. Check the connection, and reload the page.");
      worker.postMessage({ type: "init", module: this.#module, base: new URL("./", import.meta.url).href });
    });
  }

  #receive({ type, value, message }) {
    if (type === "progress") {
      this.#current.progress(value);
    } else if (type === "result") {
      this.#settle((call) => call.resolve(value));
    } else {
      // A failed call, such as one without memory, may leave the program in no valid state.
      this.#end(new Error(message));
    }
  }

  /** Rejects the current call, and replaces the worker. */
  #end(error) {
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
