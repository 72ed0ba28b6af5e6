// The start of a visit: the link of the address, the text of the server, or the text of the last visit.

import { START } from "./guide.js";
import { decoded } from "./link.js";
import { follow, t } from "./texts/texts.js";
import { LINKED } from "./workspace.js";

const nothingRan = () => t.nothingRan;

export class Visit {
  #host;

  /**
   * @param host { space, server, loading, notice, storage, show(key, inputs), showLink(key, inputs, claim), claim(claim), run(),
   *   openLesson(name, present), guide(), kept(stored) }
   */
  constructor(host) {
    this.#host = host;
  }

  /** Shows the link of the address. Rejects with a sentence if it cannot be read. */
  async follow() {
    const { space, loading, notice, showLink, openLesson } = this.#host;
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
    const inputs = { text: text ?? await space.original(name), seed: link.seed, files: Object.fromEntries(link.files) };
    space.fragment = location.hash;
    follow(notice, "textContent", nothingRan);
    showLink(space.register(text === undefined ? name : LINKED, inputs), inputs, link.claim);
  }

  /** Shows the claim of the link of a page that was loaded again, or that its text was edited since. */
  async #claimAgain() {
    const { space, notice, claim } = this.#host;
    const { name, text, seed = "", claim: its } = await decoded(location.hash).catch(() => ({}));
    if (name === undefined && text === undefined) {
      return;
    }
    if (space.text === (text ?? await space.original(name)) && space.seed === seed) {
      claim(its);
    } else {
      follow(notice, "textContent", () => t.linkEdited);
    }
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
    const { space, server, loading, notice, storage, show, run, guide, kept } = this.#host;
    const stored = space.drafts.visit;
    kept(stored);
    const again = location.hash === stored.fragment && space.has(stored.name) && !isOpened();
    const link = location.hash !== "" && !again;
    const resume = async () => show(space.name, await space.load(space.name));
    space.resume(link ? undefined : stored.name);
    if (link) {
      await this.followOr(resume);
      await loading;
      return;
    }
    space.fragment = location.hash;
    const initial = server && !space.fragment ? await given() : null;
    await (initial && loading);
    const local = initial && !space.scenarios.some(({ name }) => name === initial.name);
    const older = local && await space.serve(initial);
    if (!local && initial && stored.name === undefined) {
      space.name = initial.name;
    }
    follow(notice, "textContent", space.fragment ? nothingRan : "");
    if (space.name === START && (stored.name === undefined || stored.guided)) {
      guide();
    }
    await resume();
    if (older) {
      follow(storage, "textContent", () => t.fileHasChanged(space.label));
    }
    await loading;
    if (again) {
      await this.#claimAgain();
    }
    if (space.fragment === "" && (stored.name === undefined || stored.quick || stored.guided || local)) {
      await run();
    }
  }
}

/** Returns whether the reader has opened the address, and not loaded the page again. */
const isOpened = () => performance.getEntriesByType("navigation")[0]?.type === "navigate";

/** Returns the text that the server was started with; null if there is none. */
async function given() {
  const response = await fetch("initial.json", { cache: "no-store" }).catch(() => null);
  const initial = response?.ok ? await response.json().catch(() => null) : null;
  return initial?.text ? initial : null;
}
