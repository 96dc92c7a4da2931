/** What the chunk of one laboratory brings: the simulation, and how it looks. */

import type { Generator } from "../../variants";
import type { Language } from "../../wire";
import type { Model, Row, Settings } from "./model";

/** What a picture shows. */
export interface Scene {
  readonly settings: Settings;
  readonly hidden: readonly string[];
  readonly language: Language;
  /** The newest reading at these settings, null where there is none. */
  readonly taken: Row | null;
  /** The chance that went into that reading. */
  noise(): Generator;
}

/** A live picture: for the eye alone, what is to be seen stands in words beside it. */
export interface Picture {
  readonly element: SVGElement;
  update(scene: Scene): void;
  /** Say what is to be seen. */
  describe(scene: Scene): string;
  /** Let it move by some seconds; absent where nothing moves by itself. */
  advance?(seconds: number): void;
}

export interface Laboratory {
  readonly model: Model;
  picture(): Picture;
}
