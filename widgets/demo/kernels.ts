/** Kernels for the demo page: good ones, and each of the ways in which one can let us down. */
import type { Drawer } from "../src/database";
import { type Definition, PageModel } from "../src/static";
import type { Commit, Wire } from "../src/wire";

/** Keeps nothing: each visit of the demo page begins anew. */
export function memory(): Drawer {
  const values = new Map<string, unknown>();
  return {
    put: async (key, value) => void values.set(key, value),
    get: async (key) => values.get(key),
    remove: async (key) => void values.delete(key),
  };
}

/** Says that it is saving, and no more. */
class Slow extends PageModel {
  protected override async commit({ token }: Commit): Promise<void> {
    this.change({ status: { state: "saving", token } });
  }
}

/** Cannot write, for a reason that the learner is told. */
class Full extends PageModel {
  protected override async commit({ token }: Commit): Promise<void> {
    this.change({ status: { state: "unsaved", reason: "disk_full", token } });
  }
}

/** Is not there any more. */
class Gone extends PageModel {
  override send(): void {
    throw new Error("the kernel is gone");
  }
}

export type Behaviour = "good" | "slow" | "full" | "gone";

const MODELS = { good: PageModel, slow: Slow, full: Full, gone: Gone };

/** Make a model of an exercise; `traits` are set over what it says by itself. */
export function model(
  definition: Definition,
  behaviour: Behaviour = "good",
  traits: Partial<Wire> = {},
): PageModel {
  const made = new MODELS[behaviour](definition, memory());
  made.change(traits);
  return made;
}
