/** The kernel's side of the wire, played by a test: traits that change, messages that are kept. */

import { redraw } from "../src/drawing";
import type { Model } from "../src/jupyter";
import type { NumberExercise } from "../src/types.generated";
import { toWire } from "../src/variants";
import type { Commit, Message, Status, Wire } from "../src/wire";

export const exercise: NumberExercise = { kind: "number", id: "l/n", hints: ["one"] };

export class Kernel implements Model<Wire> {
  readonly heard: Message[] = [];
  isDead = false;
  private readonly listeners = new Map<string, Set<() => void>>();
  private traits: Wire;

  constructor(more: Partial<Wire> = {}) {
    this.traits = {
      exercise,
      key: { answer: 4 },
      variant: toWire(redraw(exercise, "00ff")),
      language: "uz",
      languages: ["uz", "ru"],
      response: null,
      mark: null,
      hints_shown: 0,
      status: { state: "empty" },
      read_only: false,
      figure: null,
      ...more,
    };
  }

  get<Name extends keyof Wire>(name: Name): Wire[Name] {
    return this.traits[name];
  }

  on(event: string, callback: () => void): void {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(callback));
  }

  off(event?: string | null, callback?: (() => void) | null): void {
    if (event && callback) this.listeners.get(event)?.delete(callback);
  }

  send(content: unknown): void {
    if (this.isDead) throw new Error("no kernel");
    this.heard.push(content as Message);
  }

  change(news: Partial<Wire>): void {
    this.traits = { ...this.traits, ...news };
    for (const name of Object.keys(news)) this.trigger(`change:${name}`);
  }

  trigger(event: string): void {
    for (const callback of [...(this.listeners.get(event) ?? [])]) callback();
  }

  get commits(): Commit[] {
    return this.heard.flatMap((message) => (message.type === "commit" ? [message.response] : []));
  }

  /** Answer the newest commit. */
  answer(state: Status["state"], reason = ""): void {
    const token = this.commits.at(-1)?.token ?? "";
    this.change({ status: { state, token, reason } });
  }

  get listening(): number {
    return [...this.listeners.values()].reduce((sum, callbacks) => sum + callbacks.size, 0);
  }
}
