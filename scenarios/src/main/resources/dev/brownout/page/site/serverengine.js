// The engine on the server that sent the page: a request for each call, and a line of JSON for each message of it.

import { StoppedCall } from "./engineworker.js";
import { t } from "./texts/texts.js";

export class ServerEngine {
  #resolved;
  #tab = crypto.getRandomValues(new Uint32Array(4)).join("-");
  #calls = new Set();
  #cancelled = Promise.resolve();

  /** @param resolved function from a result of the server to a result of the page */
  constructor(resolved) {
    this.#resolved = resolved;
  }

  /** Does nothing: the server has started. */
  async start() {}

  /**
   * Makes a call and returns its result.
   *
   * @param seconds time limit, without the time in the queue of the server
   * @param progress receives each progress value
   * @param queued receives the place in the queue, from 1
   */
  async call(name, args, seconds, progress = () => {}, queued = () => {}) {
    const call = { run: name === "run" || name === "replicate", control: new AbortController(), timer: 0 };
    const { signal } = call.control;
    const late = () => call.control.abort(new StoppedCall(t.stoppedAfter(seconds)));
    const limit = (wait) => {
      clearTimeout(call.timer);
      call.timer = wait ? 0 : setTimeout(late, 1000 * seconds);
    };
    this.#calls.add(call);
    try {
      await this.#cancelled;
      signal.throwIfAborted();
      limit(false);
      const response = await fetch("call/" + name, { method: "POST", signal, body: JSON.stringify(args),
        headers: { "Content-Type": "application/json", "X-Tab": this.#name(call) } });
      return this.#resolved(await received(response, {
        queued(place) {
          limit(place > 0);
          queued(place);
        },
        progress(value) {
          limit(false);
          progress(value);
        },
      }));
    } catch (error) {
      throw signal.aborted ? signal.reason : error instanceof TypeError
        ? new Error(t.serverSilent) : error;
    } finally {
      clearTimeout(call.timer);
      this.#calls.delete(call);
    }
  }

  /** Cancels the runs of this tab. */
  stopRuns() {
    this.#stop((call) => call.run);
  }

  /** Cancels all calls of this tab. */
  stop() {
    this.#stop(() => true);
  }

  /** A cancel of runs leaves the checks of the tab alone, so that both have names of their own. */
  #name({ run }) {
    return this.#tab + (run ? "-runs" : "-checks");
  }

  #stop(chosen) {
    const stopped = [...this.#calls].filter(chosen);
    stopped.forEach(({ control }) => control.abort(new StoppedCall(t.cancelled)));
    for (const name of new Set(stopped.map((call) => this.#name(call)))) {
      // The next call waits, so that the cancel cannot overtake it.
      const sent = fetch("cancel", { method: "POST", headers: { "X-Tab": name } }).catch(() => {});
      this.#cancelled = Promise.all([this.#cancelled, sent]);
    }
  }
}

/** Reads the messages of a response up to the result. */
async function received(response, { progress, queued }) {
  if (!response.ok) {
    throw new Error(t.serverRefused(response.status, (await response.text()).slice(0, 300)));
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    // Only the new part is searched for line ends, as a result has more than a million characters in many parts.
    const [end, ...starts] = part.value.split("\n");
    rest += end;
    for (const start of starts) {
      const { type, value, place, message } = JSON.parse(rest);
      rest = start;
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
  throw new Error(t.serverEnded);
}
