// Guesses of a class through the server of the page: brownout serve --class.

import { student } from "./store.js";

const POLL_MILLIS = 2000;
const RETRY_MILLIS = 4000;

/** Connection to the class on the server. */
export class Classroom {
  #pending = [];
  #timer = null;
  #onState;

  /** @param onState receives the number of guesses that are not sent yet */
  constructor(onState = () => {}) {
    this.#onState = onState;
  }

  /** Sends a guess. Without a connection it is sent again later. */
  send(lesson, prediction, value) {
    this.#pending = this.#pending.filter((one) => one.lesson !== lesson || one.prediction !== prediction);
    this.#pending.push({ lesson, prediction, student, value });
    return this.#flush();
  }

  async #flush() {
    clearTimeout(this.#timer);
    while (this.#pending.length) {
      const [guess] = this.#pending;
      const sent = await fetch("class/guess", { method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify(guess) }).then(({ status }) => status < 500, () => false);
      if (!sent) {
        this.#timer = setTimeout(() => this.#flush(), RETRY_MILLIS);
        break;
      }
      this.#pending = this.#pending.filter((one) => one !== guess);
    }
    this.#onState(this.#pending.length);
  }

  /**
   * Asks for the guesses of a lesson every two seconds.
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
