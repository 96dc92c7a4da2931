/** What every exercise of the demo page needs: texts in each language, a course of its own. */
import { toCyrillic } from "../src/text/transliteration";

type Texts = Record<string, string>;

/** As Python does before it sends a text: Uzbek in Cyrillic, tags, values, formulas and gaps left alone. */
export function texts(uz: string, ru: string, en: string): Texts {
  const cyrillic = uz
    .split(/(<math.*?<\/math>|<[^>]*>|\{\{[^}]*\}\}|\[\[[\w-]+(?:\]\]|:))/)
    .map((part, place) => (place % 2 ? part : toCyrillic(part)))
    .join("");
  return { uz, "uz-Cyrl": cyrillic, ru, en };
}

export const common = { language: "uz", languages: ["uz", "uz-Cyrl", "ru", "en"], seed: "demo" };
