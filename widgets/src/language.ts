/** The language that a learner chose on this device, for pages that have no kernel to remember. */
import type { Language } from "./wire";

const KEY = "courseware:language";

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}

/** Return the first that is offered: what was chosen here before, else `otherwise`. */
export function preferredLanguage(offered: readonly Language[], otherwise: Language): Language {
  try {
    const chosen = localStorage.getItem(KEY);
    return chosen !== null && offered.includes(chosen) ? chosen : otherwise;
  } catch {
    return otherwise;
  }
}
