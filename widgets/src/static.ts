/**
 * An exercise in a page with no kernel: a model of the same traits and messages, which keeps the
 * answers on this device. Practice only: what counts needs someone to hand it in to.
 */
import { type Drawer, drawer } from "./database";
import { redraw, seedOf } from "./drawing";
import type { Model } from "./jupyter";
import { preferredLanguage } from "./language";
import { toWire } from "./variants";
import type { Commit, Exercise, Key, Language, Message, Status, Wire } from "./wire";

/** What a page says of an exercise; texts are HTML templates, as on the wire. */
export interface Definition {
  readonly exercise: Exercise;
  readonly key: Key | null;
  readonly language: Language;
  readonly languages: readonly Language[];
  /** The course's public seed, and who is at work: together they choose the variant. */
  readonly seed?: string;
  readonly learner?: string;
}

/** What is kept of an exercise between visits. */
interface Kept {
  readonly variant: number;
  readonly hints: number;
  readonly response: Wire["response"];
}

type Listener = () => void;

export class PageModel implements Model<Wire> {
  protected readonly listeners = new Map<string, Set<Listener>>();
  protected traits: Wire;

  constructor(
    protected readonly definition: Definition,
    protected readonly kept: Drawer,
    { variant, hints, response }: Kept = { variant: 1, hints: 0, response: null },
  ) {
    const { exercise, key, language, languages } = definition;
    this.traits = {
      exercise,
      key,
      language,
      languages,
      response,
      variant: this.draw(variant),
      mark: null,
      hints_shown: hints,
      status: response ? { state: "saved" } : { state: "empty" },
      read_only: false,
      figure: null,
    };
  }

  get<Name extends keyof Wire>(name: Name): Wire[Name] {
    return this.traits[name];
  }

  on(event: string, callback: Listener): void {
    const known = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, known.add(callback));
  }

  off(event?: string | null, callback?: Listener | null): void {
    if (event && callback) this.listeners.get(event)?.delete(callback);
    else this.listeners.clear();
  }

  send(content: unknown): void {
    const message = content as Message;
    if (message.type === "commit") void this.commit(message.response);
    else if (message.type === "hint") this.note({ hints_shown: message.shown });
    else if (message.type === "language") this.change({ language: message.language });
    else {
      const variant = this.draw(message.number);
      this.note({ variant, response: null, hints_shown: 0, status: { state: "empty" } });
    }
  }

  /** Change traits and call those who listen, as a model of Backbone does. */
  change(news: Partial<Wire>): void {
    this.traits = { ...this.traits, ...news };
    for (const name of Object.keys(news)) {
      for (const callback of [...(this.listeners.get(`change:${name}`) ?? [])]) callback();
    }
  }

  /** Record an answer; "saved" is said once it is on the device. */
  protected async commit(commit: Commit): Promise<void> {
    const { token, ...response } = commit;
    const status: Status = { state: "saved", token };
    const isKept = await this.keep({ response });
    this.change(
      isKept ? { response, status } : { status: { state: "unsaved", reason: "io", token } },
    );
  }

  private note(news: Partial<Wire>): void {
    this.change(news);
    void this.keep({});
  }

  private async keep(news: Partial<Kept>): Promise<boolean> {
    const { variant, hints_shown: hints, response } = this.traits;
    const { id, version } = this.definition.exercise;
    const kept: Kept = { variant: variant.number, hints, response, ...news };
    try {
      await this.kept.put(`${id}@${version ?? 1}`, kept);
      return true;
    } catch {
      return false;
    }
  }

  private draw(number: number): Wire["variant"] {
    const { exercise, seed = "", learner = "" } = this.definition;
    return toWire(redraw(exercise, seedOf(seed, exercise, learner, number), number));
  }
}

/** Restore what was answered on this device before, and return the model to render. */
export async function pageModel(
  definition: Definition,
  kept: Drawer = drawer("courseware-page"),
): Promise<PageModel> {
  const { exercise, languages } = definition;
  const language = preferredLanguage(languages, definition.language);
  const found = await kept.get(`${exercise.id}@${exercise.version ?? 1}`).catch(() => undefined);
  const localised = { ...definition, language };
  return found ? new PageModel(localised, kept, found as Kept) : new PageModel(localised, kept);
}
