/** What the page around is: which program shows the exercise, and how its kernel can be heard. */
import { openOutbox } from "./outbox";
import type { Stamp } from "./store";
import type { Surroundings } from "./sync";

/** Milliseconds without a word from the kernel before an answer counts as not delivered. */
const PATIENCE = 8000;

/** Return the name of the program, as its configuration gives it. */
export function frontEnd(): string {
  const config = document.getElementById("jupyter-config-data")?.textContent ?? "";
  const name = /"appName":\s*"([^"]{1,40})"/.exec(config)?.[1];
  if (name) return name;
  return config.includes('"kernelId"') ? "Voilà" : "page";
}

/** Time, and a name for one commit that no other will have. */
export function stamp(): Stamp {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const token = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { at: new Date().toISOString(), token, front_end: frontEnd() };
}

const outbox = openOutbox();

/** The world around an exercise whose view stands in `element`. */
export function surroundings(element: Element): Surroundings {
  return {
    patience: PATIENCE,
    outbox,
    wait(milliseconds, then) {
      const timer = setTimeout(then, milliseconds);
      return () => clearTimeout(timer);
    },
    onOnline(then) {
      addEventListener("online", then);
      return () => removeEventListener("online", then);
    },
    // ipywidgets marks the views of a kernel that is gone.
    isLive: () => !element.closest(".jupyter-widgets-disconnected"),
  };
}
