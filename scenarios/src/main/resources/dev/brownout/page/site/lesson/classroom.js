// Guesses of a class through the server of the page: brownout serve --class.

import { student } from "./store.js";

const POLL_MILLIS = 2000;
const RETRY_MILLIS = 4000;
const TOO_MANY = 429;
const TEACHER = "brownout-teacher";

/** Returns the key of the teacher. It moves from the address to this tab, so that no copied address has it. */
function teacherKey() {
  const address = new URL(location.href);
  const key = address.searchParams.get("teacher");
  try {
    if (key) {
      sessionStorage.setItem(TEACHER, key);
      address.searchParams.delete("teacher");
      history.replaceState(null, "", address);
    }
    return sessionStorage.getItem(TEACHER);
  } catch {
    return key;
  }
}

const post = (path, values, headers = {}) => fetch(path, { method: "POST", body: JSON.stringify(values),
  headers: { "Content-Type": "application/json", ...headers } });

/** Connection to the class on the server. */
export class Classroom {
  #pending = [];
  #timer = null;
  #onState;
  #key = teacherKey();

  /**
   * @param onState receives the number of guesses that the server has not stored yet, and the seconds until the server
   *     accepts guesses again, 0 if it does
   */
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
    let wait = 0;
    for (const guess of [...this.#pending]) {
      // A guess that the server refuses, as when the class is full or has another address, is not stored.
      const response = await post("class/guess", guess).catch(() => null);
      if (response?.ok) {
        this.#pending = this.#pending.filter((one) => one !== guess);
      } else if (response?.status === TOO_MANY) {
        wait = Number(response.headers.get("Retry-After")) || 60;
        break;
      }
    }
    if (this.#pending.length) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#flush(), wait ? 1000 * wait : RETRY_MILLIS);
    }
    this.#onState(this.#pending.length, wait);
  }

  /** Returns whether this page is the page of the teacher. */
  get isTeacher() {
    return Boolean(this.#key);
  }

  /** Removes the guesses of all participants for a prediction. Returns whether the server has done it. */
  clear(lesson, prediction) {
    return post("class/clear", { lesson, prediction }, { "X-Teacher": this.#key }).then(({ ok }) => ok, () => false);
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
