// The engine on the server that sent the page. A response is a line of JSON for each message.

import { StoppedCall } from "./engineworker.js";

/** Calls that the reader can cancel without an end of the checks. */
const RUNS = new Set(["run", "replicate"]);

export class ServerEngine {
  #resolved;
  #tab = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  #calls = new Set();

  /** @param resolved function from a result of the server to a result of the page */
  constructor(resolved) {
    this.#resolved = resolved;
  }

  /** The server has started. */
  async start() {}

  /**
   * Calls the server and returns the result.
   *
   * @param seconds time limit, without the time in the queue
   * @param progress receives each progress value
   * @param queued receives the place in the queue, from 1
   */
  async call(name, args, seconds, progress = () => {}, queued = () => {}) {
    const control = new AbortController();
    const call = { control, run: RUNS.has(name), timer: 0 };
    const stopped = new StoppedCall(`Stopped after ${seconds} s.`);
    const limit = () => {
      clearTimeout(call.timer);
      call.timer = setTimeout(() => control.abort(stopped), 1000 * seconds);
    };
    limit();
    this.#calls.add(call);
    try {
      const response = await fetch("call/" + name, { method: "POST", signal: control.signal, body: JSON.stringify(args),
        headers: { "Content-Type": "application/json", "X-Tab": this.#tab } });
      return this.#resolved(await received(response, { progress, queued: (place) => {
        limit();
        queued(place);
      } }));
    } catch (error) {
      throw control.signal.aborted ? control.signal.reason : error instanceof TypeError
        ? new Error("The server does not respond. Is “brownout serve” still running?") : error;
    } finally {
      clearTimeout(call.timer);
      this.#calls.delete(call);
    }
  }

  /** Cancels the runs of this tab. */
  stopRuns() {
    this.#cancel((call) => call.run);
  }

  /** Cancels all calls of this tab. */
  stop() {
    this.#cancel(() => true);
  }

  #cancel(chosen) {
    const calls = [...this.#calls].filter(chosen);
    calls.forEach(({ control }) => control.abort(new StoppedCall("Cancelled.")));
    if (calls.some(({ run }) => run)) {
      fetch("cancel", { method: "POST", headers: { "X-Tab": this.#tab } }).catch(() => {});
    }
  }
}

/** Reads the messages of a response up to the result. */
async function received(response, { progress, queued }) {
  if (!response.ok) {
    throw new Error(`The server refused the call: status ${response.status}. ${(await response.text()).slice(0, 300)}`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop();
    for (const line of lines.filter(Boolean)) {
      const { type, value, place, message } = JSON.parse(line);
      if (type === "result") {
        return value;
      } else if (type === "error") {
        throw new Error(message);
      } else if (type === "progress") {
        progress(value);
      } else {
        queued(place);
      }
    }
  }
  throw new Error("The server ended the response without a result.");
}
