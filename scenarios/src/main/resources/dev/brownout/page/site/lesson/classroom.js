// Guesses of a class through the server of the page: brownout serve --class.

import { student } from "./store.js";

const POLL_MILLIS = 2000;
const RETRY_MILLIS = 4000;

/** Connection to the class on the server. */
export class Classroom {
  #pending = [];
  #timer = null;
  #onState;

  /** @param onState receives the number of guesses that the server has not stored yet */
  constructor(onState = () => {}) {
    this.#onState = onState;
  }

  /** Sends a guess. A guess that the server has not stored is sent again later. */
  send(lesson, prediction, value) {
    this.#pending = this.#pending.filter((one) => one.lesson !== lesson || one.prediction !== prediction);
    this.#pending.push({ lesson, prediction, student, value });
    return this.#flush();
  }

  async #flush() {
    clearTimeout(this.#timer);
    for (const guess of [...this.#pending]) {
      // A guess that the server refuses, as when the class is full or has another address, is not stored.
      const stored = await fetch("class/guess", { method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify(guess) }).then(({ ok }) => ok, () => false);
      if (stored) {
        this.#pending = this.#pending.filter((one) => one !== guess);
      }
    }
    if (this.#pending.length) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#flush(), RETRY_MILLIS);
    }
    this.#onState(this.#pending.length);
  }

  /**
   * Requests the guesses of a lesson every two seconds.
   *
   * @param listener receives { joined, values(prediction) }, or null without a connection
   * @return function that ends the requests
   */
  watch(lesson, listener) {
    let timer = null;
    let over = false;
    const ask = async () => {
      const answer = await fetch("class/guesses?lesson=" + encodeURIComponent(lesson), { cache: "no-store" })
        .then((response) => response.ok ? response.json() : null).catch(() => null);
      if (!over) {
        listener(answer && { joined: Number(answer.joined) || 0, values: (prediction) => (answer.guesses ?? [])
          .filter((each) => each.prediction === prediction).flatMap(({ values }) => values).filter(Number.isFinite) });
        timer = setTimeout(ask, POLL_MILLIS);
      }
    };
    ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }
}
