// For pages that embed a scenario: each frame gets the height of its content.
addEventListener("message", (event) => {
  const { type, height } = event.data ?? {};
  if (type === "brownout-height" && height > 0 && height < 10_000) {
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) {
        frame.style.height = Math.ceil(height) + "px";
      }
    }
  }
});
