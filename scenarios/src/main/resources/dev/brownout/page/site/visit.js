// The start of a visit: the link of the address, the text of the server, or the text of the last visit.

import * as files from "./files.js";
import { decoded } from "./link.js";
import { follow, t } from "./texts/texts.js";
import { LINKED } from "./workspace.js";

const nothingRan = () => t.nothingRan;

export class Visit {
  #host;

  /**
   * @param host { space, server, loading, notice, seed, show(name, text), run(), openLesson(name, present), kept(stored) }
   */
  constructor(host) {
    this.#host = host;
  }

  /** Shows the link of the address. Rejects with a sentence if it cannot be read. */
  async follow() {
    const { space, loading, notice, seed, show, openLesson } = this.#host;
    const link = await decoded(location.hash);
    const { name = link.lesson, text, lesson, present } = link;
    if (text === undefined || lesson) {
      await loading;
      if (!space.scenarios.some((each) => each.name === (lesson ?? name))) {
        throw new Error(t.notInLibrary(lesson ?? name));
      }
    }
    if (lesson) {
      await openLesson(lesson, present === true);
      return;
    }
    const shown = text ?? await space.original(name);
    space.fragment = location.hash;
    seed.value = link.seed ?? "";
    files.replace(link.files);
    follow(notice, "textContent", nothingRan);
    show(text === undefined ? name : LINKED, shown);
  }

  /** Shows the link, otherwise the view of a function. */
  async followOr(otherwise) {
    try {
      await this.follow();
    } catch (error) {
      await otherwise();
      follow(this.#host.notice, "textContent", error.message);
    }
  }

  /** Shows the first text. The first visit, and a return to a quick scenario, run it; a link never runs. */
  async begin() {
    const { space, server, loading, notice, show, run, kept } = this.#host;
    const stored = space.restore();
    kept(stored);
    const link = location.hash !== "" && location.hash !== (stored.fragment ?? "");
    const resume = async () => show(space.name, await space.textOf(space.name));
    space.resume(link ? {} : stored);
    if (link) {
      await this.followOr(resume);
      await loading;
      return;
    }
    space.fragment = location.hash;
    const initial = server && !space.fragment ? await given() : null;
    await (initial && loading);
    const local = initial && !space.scenarios.some(({ name }) => name === initial.name);
    if (local) {
      space.serve(initial);
    } else if (initial && stored.name === undefined) {
      space.name = initial.name;
    }
    follow(notice, "textContent", space.fragment ? nothingRan : "");
    await resume();
    await loading;
    if (space.fragment === "" && (stored.name === undefined || stored.quick || local)) {
      await run();
    }
  }
}

/** Returns the text that the server was started with; null if there is none. */
async function given() {
  const response = await fetch("initial.json", { cache: "no-store" }).catch(() => null);
  const initial = response?.ok ? await response.json().catch(() => null) : null;
  return initial?.text ? initial : null;
}
