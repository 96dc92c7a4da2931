/** Words in any script. Mirrors `count_words` of courseware/kinds/essay.py. */

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const SIGN = /[\u3040-\u30ff\u3400-\u9fff]/;
const JOINTS = "'`ʻʼ‘’´-‐‑.,·";

/** Count words in any script; a sign of Chinese or Japanese counts as a word of its own. */
export function countWords(text: string): number {
  const letters = [...text];
  let count = 0;
  let inside = false;
  for (const [place, letter] of letters.entries()) {
    if (SIGN.test(letter)) {
      count += 1;
      inside = false;
    } else if (LETTER.test(letter)) {
      if (!inside) count += 1;
      inside = true;
    } else {
      const next = letters[place + 1] ?? "";
      inside &&= JOINTS.includes(letter) && LETTER.test(next) && !SIGN.test(next);
    }
  }
  return count;
}
