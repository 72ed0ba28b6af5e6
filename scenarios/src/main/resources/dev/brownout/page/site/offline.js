// Keeps the page for use without a network. The digest of files.json names the version of the service worker.

/** Registers the service worker. Calls the function with an action that loads a newer version, once there is one. */
export async function keepOffline(offer) {
  try {
    const listed = await fetch("files.json", { cache: "no-store" });
    if (!listed.ok || !navigator.serviceWorker) {
      return;
    }
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await listed.arrayBuffer()));
    const version = [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const registration = await navigator.serviceWorker.register("sw.js?" + version, { updateViaCache: "none" });
    const look = () => {
      if (registration.waiting && navigator.serviceWorker.controller) {
        offer(() => replace(registration.waiting));
      }
    };
    look();
    registration.addEventListener("updatefound", () =>
      registration.installing?.addEventListener("statechange", look));
  } catch {
    // A host that cannot be reached, or storage that is full: the stored version stays.
  }
}

function replace(worker) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage("activate");
}
