/**
 * How far apart two spellings are, counted in letters of the alphabet. Mirrors
 * courseware/text/spelling.py, which tells the rules; both texts are folded, in the same script.
 */
import { isLetter } from "./letters";

const LETTERS = /[og]ʻ|[sc]h|ng|нг|./gisu;

/** Return how many slips lie between two spellings, null where they are too many. */
export function slips(given: string, wanted: string): number | null {
  const [ours, theirs] = [[...given], [...wanted]];
  const letters = wanted.match(LETTERS) ?? [];
  const count = letters.filter(isLetter).length;
  const most = +(count >= 4) + +(count >= 8);
  if (given === wanted) return 0;
  const isFar = Math.abs(ours.length - theirs.length) > 2 * most;
  if (!most || isFar || fixed(ours) !== fixed(theirs)) return null;
  const found = Math.min(
    distance(given.match(LETTERS) ?? [], letters, most),
    distance(ours, theirs, most),
  );
  return found > most ? null : found;
}

const fixed = (signs: readonly string[]): string =>
  signs.filter((sign) => !isLetter(sign) && !" -'".includes(sign)).join("");

/** Return the distance, or a number above `most`; only a band of the table is computed. */
function distance(given: readonly string[], wanted: readonly string[], most: number): number {
  const far = most + 1;
  const width = wanted.length;
  if (Math.abs(given.length - width) > most) return far;
  const row = () => Array<number>(width + 1).fill(far);
  let before = row();
  let above = row().map((_, place) => Math.min(place, far));
  for (let line = 1; line <= given.length; line += 1) {
    const here = row();
    if (line <= most) here[0] = line;
    const [letter, last] = [given[line - 1], given[line - 2]];
    const end = Math.min(width, line + most);
    for (let place = Math.max(1, line - most); place <= end; place += 1) {
      const isSame = letter === wanted[place - 1];
      const at = (numbers: readonly number[], index: number) => numbers[index] ?? far;
      const isSwapped = line > 1 && letter === wanted[place - 2] && last === wanted[place - 1];
      here[place] = Math.min(
        at(above, place) + 1,
        at(here, place - 1) + 1,
        at(above, place - 1) + +!isSame,
        isSwapped ? at(before, place - 2) + 1 : far,
      );
    }
    if (Math.min(...here, ...above) > most) return far;
    [before, above] = [above, here];
  }
  return above[width] ?? far;
}
