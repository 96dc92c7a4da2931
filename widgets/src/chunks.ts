/**
 * What a page loads on first use: the sentences of a language, a kind that few lessons use, or a
 * rarer form of a common one. Each module of `chunks/` is built into a file of its own, which takes
 * what it shares with the first load from there (`kit.ts`).
 */
import { extras } from "./extras";
import { addKind } from "./kinds";
import type { Kind } from "./kinds/base";
import { kit } from "./kit";
import { addStyle } from "./style";
import { learn, type Sentences } from "./text/say";
import type { Exercise } from "./wire";

/** What a chunk brings. */
export interface Parcel {
  readonly kinds?: { readonly [Name in Exercise["kind"]]?: Kind<never, never, unknown> };
  readonly extras?: Partial<typeof extras>;
  readonly sentences?: Sentences;
  readonly style?: string;
}

/** A chunk as it was built: a function that is given the first load's modules. */
export interface Chunk {
  default(bring: (name: string) => unknown): Parcel;
}

/** Fetch a chunk by its name, or by the reference under which a kernel offers it. */
export type Fetch = (reference: string) => Promise<unknown>;

/** Put what a chunk brings in its places; again is as once. */
export function register(parcel: Parcel): void {
  for (const [name, kind] of Object.entries(parcel.kinds ?? {})) addKind(name, kind);
  Object.assign(extras, parcel.extras);
  if (parcel.sentences) learn(parcel.sentences);
  if (parcel.style) addStyle(parcel.style);
}

/** Fetch chunks and register them; rejects where one cannot be had. */
export async function load(references: Iterable<string>, fetch: Fetch): Promise<void> {
  const chunks = await Promise.all(Array.from(references, fetch));
  for (const chunk of chunks) register((chunk as Chunk).default((name) => kit[name]));
}
