/** Marks the answers on standard input, a line each; prints those that get another mark here. */
import { createInterface } from "node:readline";
import "../../widgets/demo/chunks";
import { redraw } from "../../widgets/src/drawing";
import { kindOf } from "../../widgets/src/kinds";
import { mark } from "../../widgets/src/marking";
import { fill } from "../../widgets/src/variants";
import { isMisread } from "../../widgets/src/verdict";
import type { Exercise, Key } from "../../widgets/src/wire";

const known = new Map<string, { exercise: Exercise; key: Key }>();

let done = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (asked.define) {
    known.set(asked.define.name, asked.define);
    continue;
  }
  const defined = known.get(asked.case);
  if (!defined) throw new Error(`nobody defined ${asked.case}`);
  const { exercise, key } = defined;
  const variant = redraw(exercise, asked.seed);
  const { value, language, confidence } = asked;
  const found = mark(exercise, key, variant, value, language, confidence);
  const told = found.feedback.map(({ text, isHtml }) =>
    isHtml ? fill(text, variant.values, language) : text,
  );
  const kind = kindOf(exercise);
  const answer = kind.parse(exercise, value);
  const isRead = answer !== null && !isMisread(answer) && found.state !== "failed";
  const understood = isRead ? kind.echo(answer, value, language) : "";
  const ours = [found.state, found.score, understood, told];
  if (JSON.stringify(ours) !== JSON.stringify(asked.mark)) {
    process.stdout.write(`${JSON.stringify({ ...asked, browser: ours })}\n`);
  }
  done += 1;
}
process.stdout.write(`${JSON.stringify({ done })}\n`);
