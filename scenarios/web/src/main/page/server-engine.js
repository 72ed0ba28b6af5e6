// The engine of the server that serves the page, over HTTP: one request for each call, and a line of JSON for each event.

import { StoppedCall, withColumns } from "./engine.js";

/** Returns the description of the server: engine, class and name of the initial scenario; null on a static host. */
export function servedBy() {
  const content = document.querySelector('meta[name="brownout-server"]')?.content;
  return content ? JSON.parse(content) : null;
}

/** Returns the scenario with which the server was started: name, text and files. */
export async function initialScenario() {
  const response = await fetch("initial.json");
  if (!response.ok) {
    throw new Error("The server does not send its scenario: status " + response.status);
  }
  return response.json();
}

export class ServerEngine {
  #tab = crypto.getRandomValues(new Uint32Array(4)).join("-");
  #base;
  #cancel = new AbortController();
  #onPlace;

  /**
   * @param onPlace receives the place of a waiting run in the queue of the server, from 1; 0 when it starts
   * @param base address of the server
   */
  constructor(onPlace = () => {}, base = document.baseURI) {
    this.#onPlace = onPlace;
    this.#base = base;
  }

  /** Does nothing: the server has started. */
  start() {
    return Promise.resolve();
  }

  /**
   * Makes a call and returns its result.
   *
   * @param seconds time limit, without the time in the queue of the server
   * @param progress receives each progress value
   */
  async call(name, args, seconds, progress = () => {}) {
    const { signal } = this.#cancel;
    const late = new AbortController();
    signal.addEventListener("abort", () => late.abort(signal.reason), { once: true, signal: late.signal });
    let timer = 0;
    const limit = () => {
      timer ||= setTimeout(() => late.abort(new StoppedCall(`Stopped after ${seconds} s.`)), 1000 * seconds);
    };
    try {
      let last = { type: "error", message: "The server ended the response." };
      for await (const line of this.#lines("call/" + name, args, late.signal)) {
        last = line;
        if (line.type === "queued") {
          this.#onPlace(line.place);
        } else if (line.type === "progress") {
          limit();
          this.#onPlace(0);
          progress(line.value);
        }
      }
      if (last.type !== "result") {
        throw new Error(last.message ?? "The server ended the response.");
      }
      return last.value?.view ? { ...last.value, view: withColumns(last.value.view) } : last.value;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Cancels all calls of this page. */
  stop() {
    this.#cancel.abort(new StoppedCall("Cancelled."));
    this.#cancel = new AbortController();
    fetch(new URL("cancel", this.#base), { method: "POST", headers: { "X-Tab": this.#tab } }).catch(() => {});
  }

  async* #lines(path, args, signal) {
    const response = await fetch(new URL(path, this.#base), {
      method: "POST",
      headers: { "X-Tab": this.#tab, "Content-Type": "application/json" },
      body: JSON.stringify(args),
      signal,
    }).catch((error) => {
      throw signal.aborted ? signal.reason : new Error("The server does not answer: " + error.message);
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop();
      yield* lines.filter((line) => line !== "").map((line) => JSON.parse(line));
    }
  }
}
