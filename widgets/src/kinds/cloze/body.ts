/**
 * The running text: where its gaps are, which of its words can be marked. Mirrors
 * courseware/kinds/cloze/body.py, and finds in HTML what that finds in Markdown.
 */
import { choose } from "../../text/languages";
import { APOSTROPHES, isLetter } from "../../text/letters";
import { toLatin } from "../../text/transliteration";
import type { Language, Texts } from "../../wire";

const ID = "[A-Za-z][A-Za-z0-9_-]{0,39}";
const MARK_SOURCE = `\\[\\[(${ID})(?::([^\\[\\]<>\\n]{1,200}))?\\]\\]`;
/** `[[id]]` is a gap, `[[id:word]]` a word that can be marked. */
export const MARK = new RegExp(MARK_SOURCE, "gu");
const KEPT = new RegExp(`${MARK_SOURCE}|\\{\\{[^{}]*\\}\\}|<[^<>]*>|&#?\\w+;`, "gu");
const HYPHENS = "-\u2010\u2011";
const NUMBER = /^\p{N}/u;

/** A part of a text; a word that can be marked has an id. */
export interface Piece {
  readonly text: string;
  readonly id: string;
}

/** Cut a text into the words that can be marked and what stands between them. */
export function pieces(text: string, everyWord: boolean): Piece[] {
  const taken = new Set<string>();
  for (const [, id = "", word] of text.matchAll(MARK)) if (word !== undefined) taken.add(id);
  const found: Piece[] = [];
  const add = (part: string) =>
    found.push(...(everyWord ? cut(part, taken) : [{ text: part, id: "" }]));
  let end = 0;
  for (const kept of text.matchAll(KEPT)) {
    const [whole, id = "", word] = kept;
    add(text.slice(end, kept.index));
    found.push(word === undefined ? { text: whole, id: "" } : { text: word, id });
    end = (kept.index ?? 0) + whole.length;
  }
  add(text.slice(end));
  return found.filter((piece) => piece.text);
}

/** Return the pieces of the text that a reader of `language` gets. */
export function words(body: Texts, language: Language, everyWord: boolean): Piece[] {
  const read = pieces(choose(body, language), everyWord);
  if (language !== "uz-Cyrl" || typeof body === "string" || !body.uz) return read;
  const ids = pieces(body.uz, everyWord).flatMap(({ id }) => id || []);
  if (ids.length !== read.filter(({ id }) => id).length) return read;
  return read.map((piece) => (piece.id ? { ...piece, id: ids.shift() ?? "" } : piece));
}

/** Return the ids of the words of every language. */
export function wordIds(body: Texts, everyWord: boolean): Set<string> {
  const languages = typeof body === "string" ? [""] : Object.keys(body);
  const read = languages.flatMap((language) => words(body, language, everyWord));
  return new Set(read.flatMap(({ id }) => id || []));
}

function cut(text: string, taken: Set<string>): Piece[] {
  const signs = [...text];
  const found: Piece[] = [];
  let run = "";
  signs.forEach((sign, place) => {
    run += sign;
    const isWord = isInWord(signs, place);
    if (place + 1 < signs.length && isInWord(signs, place + 1) === isWord) return;
    const id = isWord && [...run].some(isLetter) ? newId(run, taken) : "";
    found.push({ text: run, id });
    run = "";
  });
  return found;
}

function isInWord(signs: readonly string[], place: number): boolean {
  const sign = signs[place] ?? "";
  if (isPart(sign)) return true;
  const joins = APOSTROPHES.includes(sign) || HYPHENS.includes(sign);
  return joins && isPart(signs[place - 1] ?? "") && isPart(signs[place + 1] ?? "");
}

const isPart = (sign: string): boolean => isLetter(sign) || NUMBER.test(sign);

/** Return the word's letters in ASCII, with a number where they have stood before. */
function newId(word: string, taken: Set<string>): string {
  const latin = toLatin(word.toLowerCase()).replace(/[^a-z0-9]/g, "");
  const stem = latin.slice(0, 32);
  const letters = /^[a-z]/.test(stem) ? stem : `w${stem}`;
  let found = letters;
  for (let count = 2; taken.has(found); count += 1) found = `${letters}-${count}`;
  taken.add(found);
  return found;
}
