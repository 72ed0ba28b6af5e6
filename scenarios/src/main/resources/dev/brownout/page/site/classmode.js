// Class mode on the page: the button, the place of the lessons, and the functions of the page for lessons.

import { CHECK_SECONDS } from "./engine.js";
import { LessonMode } from "./lesson/lesson.js";
import { copied, encoded } from "./link.js";
import { openView } from "./panels.js";
import { follow, t } from "./texts/texts.js";

const [root, button, live, design] = ["lesson", "class", "live", "lesson-design"].map((id) => document.getElementById(id));

export class ClassMode {
  #lesson;
  #tell;
  /** True if a lesson hides the results of runs. */
  concealed = false;

  /** @param host `{ engine, server, open(name), run(progress), picture(index, form), tell(words, bad) }` */
  constructor({ engine, server, open, run, picture, tell }) {
    this.#tell = tell;
    this.#lesson = new LessonMode(root, {
      call: (name, values, seconds = CHECK_SECONDS) => engine.call(name, values, seconds),
      open, run, picture, server, liveElement: live, designElement: design, share: (content) => this.#share(content),
      conceal: (hidden) => {
        this.concealed = hidden;
        document.body.classList.toggle("concealed", hidden);
      },
      onJoined: (count) => {
        follow(button, "textContent", () => count === null ? t.classMode : t.classJoined(count));
      },
    });
    follow(button, "textContent", () => t.classMode);
    button.addEventListener("click", () => {
      if (root.hidden) {
        this.open(null).catch((error) => tell(error.message, true));
      } else {
        this.close();
      }
    });
  }

  /** Opens a lesson, or the list of lessons for null. */
  async open(name, present = false) {
    root.hidden = false;
    button.setAttribute("aria-pressed", "true");
    openView("design");
    await (name ? this.#lesson.open(name, { present }) : this.#lesson.show());
  }

  /** Closes class mode. */
  close() {
    if (!root.hidden) {
      root.hidden = true;
      button.setAttribute("aria-pressed", "false");
      this.#lesson.list();
    }
  }

  async #share(content) {
    const address = new URL(location.pathname, location.href).href + await encoded(content);
    this.#tell(await copied(address, t.linkToLesson) ? () => t.linkCopied : "");
  }
}
