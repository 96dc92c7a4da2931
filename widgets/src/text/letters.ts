/** What a character is, before any rule about words. Mirrors courseware/text/letters.py. */

/** The sign of the letters oʻ and gʻ. */
export const OKINA = "\u02bb";
/** Tutuq belgisi: sanʼat, maʼno. */
export const TUTUQ = "\u02bc";

export const APOSTROPHES =
  "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02c8\u02ca\u02cb\u0374\u055a\u05f3\u1fbd\u1fbf\u1fef\u1ffd\u2018\u2019\u201b\u2032\u2035\ua78b\ua78c\uff07\uff40";

export type Looks = Readonly<Record<string, string>>;

/** Pair the letters of two strings of equal length. */
export function table(from: string, to: string): Looks {
  const others = [...to];
  return Object.fromEntries([...from].map((letter, place) => [letter, others[place] ?? ""]));
}

export const CYRILLIC_LOOKS = table(
  "АВЕЁКМНОРСТУХІЈЅҺԚԜаеёорсухіјѕһԛԝ",
  "ABEËKMHOPCTYXIJSHQWaeëopcyxijshqw",
);
export const LATIN_LOOKS = table("ABEËKMHOPCTYXaeëopcyx", "АВЕЁКМНОРСТУХаеёорсух");

const LETTER = /^[\p{L}\p{M}]/u;
const ALPHABETIC = /^\p{L}/u;
const RUNS = /[\p{L}\p{M}]+|[^\p{L}\p{M}]+/gu;

/** Tell whether a character can stand inside a word: a letter or a mark on one. */
export const isLetter = (character: string): boolean => LETTER.test(character);

export const isLatin = (character: string): boolean =>
  character < "\u0250" && ALPHABETIC.test(character);

export const isCyrillic = (character: string): boolean =>
  character >= "\u0400" && character < "\u0530" && ALPHABETIC.test(character);

export const hasCyrillic = (text: string): boolean => [...text].some(isCyrillic);

/** Cut a text into words and what stands between them; joined they give the text. */
export const runs = (text: string): string[] => text.match(RUNS) ?? [];

/** Write every variant of the apostrophe as U+0027; before any Unicode normalisation. */
export const oneApostrophe = (text: string): string =>
  mapped(text, (character) => (APOSTROPHES.includes(character) ? "'" : character));

/** Apply a function to each character, that is each code point. */
export function mapped(text: string, change: (character: string) => string): string {
  let written = "";
  for (const character of text) written += change(character);
  return written;
}

/** Write each apostrophe in a word as what it is; quotation marks stay as they are. */
export function nameApostrophes(text: string): string {
  const characters = [...text];
  let isOpen = false;
  return characters
    .map((character, place) => {
      if (!APOSTROPHES.includes(character)) return character;
      const before = characters[place - 1] ?? " ";
      const after = characters[place + 1] ?? " ";
      if (!isOfWord(before)) {
        isOpen = isOfWord(after);
        return character;
      }
      if (isOpen && !isOfWord(after) && !APOSTROPHES.includes(after)) {
        isOpen = false;
        return character;
      }
      return "oOgG".includes(before) ? OKINA : TUTUQ;
    })
    .join("");
}

const isOfWord = (character: string): boolean =>
  isLetter(character) && !APOSTROPHES.includes(character);
