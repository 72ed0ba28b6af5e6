// The engine runs in a worker, one call at a time. A stop ends the worker; the next worker gets the compiled module.

const CANNOT_RUN = "This browser cannot run the engine. It needs WebAssembly GC: Chrome or Edge 119, Firefox 120, "
  + "Safari 18.2, or later.";

/** Time limits of calls in seconds. A run has its own limits, and ends earlier with a partial result. */
export const CHECK_SECONDS = 10;
export const RUN_SECONDS = 180;

/** A call that was stopped, by the reader or after its time limit. */
export class StoppedCall extends Error {}

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
  #generation = 0;
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
    const generation = this.#generation;
    const result = this.#last.then(async () => {
      await this.start();
      if (generation !== this.#generation) {
        throw new StoppedCall("Stopped.");
      }
      return this.#send(name, args, seconds, progress);
    });
    this.#last = result.catch(() => {});
    return result;
  }

  /** Ends the current call and all queued calls immediately. */
  stop(message) {
    this.#generation++;
    this.#worker?.terminate();
    this.#ready = null;
    this.#settle((call) => call.reject(new StoppedCall(message)));
    this.start().catch(() => {});
  }

  #send(call, args, seconds, progress) {
    return new Promise((resolve, reject) => {
      const id = ++this.#id;
      const timer = setTimeout(() => this.stop(`Stopped after ${seconds} s.`), 1000 * seconds);
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
      this.#settle((call) => call.reject(new Error(message)));
    }
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
