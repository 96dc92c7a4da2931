/**
 * The notebook's own copy of an answer, where the kernel cannot reach it.
 *
 * The kernel keeps that copy by the handle of an output (courseware/widgets/carrier.py). A page
 * that was reloaded no longer knows the handle, and the answer would stand in the journal alone.
 * JupyterLab and Notebook let their widgets see the notebook: there the newest answer is written
 * into the outputs that bear the exercise's name. Where nothing of the kind is found, or their
 * insides have changed, nothing happens.
 */
import type { Model } from "./jupyter";

export const MEDIA_TYPE = "application/vnd.courseware.response+json";
const VERSION = 1;

/** What the carrier needs of a response, which travels whole. */
interface Numbered {
  readonly sequence?: number;
}

interface Traits {
  readonly exercise: { readonly id?: string };
  readonly response: Numbered | null;
  readonly status: { readonly state: string };
}

interface Output {
  readonly metadata?: { readonly courseware?: { readonly exercise?: string } };
  readonly data?: Readonly<Record<string, unknown>>;
  toJSON(): object;
}

interface List<Item> {
  readonly length: number;
  get(index: number): Item;
}

interface Outputs extends List<Output> {
  set(index: number, output: object): void;
}

type Cells = List<{ readonly outputs?: Outputs }>;

/** As much of a widget manager as knows its notebook. */
interface Manager {
  readonly context?: { readonly model?: { readonly cells?: Cells } };
}

/** Keep the notebook's copy as new as the kernel's; returns how to stop. */
export function keepCarried(model: Model<Traits>, manager: object): () => void {
  const carry = () => {
    const response = model.get("response");
    // The kernel's own update comes between "saving" and what follows: after it all is done.
    if (!response || model.get("status").state === "saving") return;
    try {
      write(manager, model.get("exercise").id ?? "", response);
    } catch (error) {
      console.warn("courseware: the notebook takes no answers", error);
    }
  };
  model.on("change:status", carry);
  carry();
  return () => model.off("change:status", carry);
}

function write(manager: Manager, exercise: string, response: Numbered): void {
  const cells = manager.context?.model?.cells;
  for (let cell = 0; cell < (cells?.length ?? 0); cell += 1) {
    const outputs = cells?.get(cell).outputs;
    for (let place = 0; outputs && place < outputs.length; place += 1) {
      const output = outputs.get(place);
      if (output.metadata?.courseware?.exercise !== exercise || !isOlder(output, response))
        continue;
      const data = { ...output.data, [MEDIA_TYPE]: { version: VERSION, response } };
      outputs.set(place, { ...output.toJSON(), data });
    }
  }
}

function isOlder({ data }: Output, response: Numbered): boolean {
  const carried = data?.[MEDIA_TYPE] as { readonly response?: Numbered } | undefined;
  return (carried?.response?.sequence ?? -1) < (response.sequence ?? 0);
}
