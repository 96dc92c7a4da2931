/**
 * Courseware's module: shows an exercise whose widget model lives in a kernel, or in the page
 * itself (`static.ts`).
 */
import { keepCarried } from "./carrier";
import { type Fetch, load } from "./chunks";
import { showFigure } from "./figure";
import { stamp, surroundings } from "./front_end";
import type { Model, WidgetManager } from "./jupyter";
import { rememberLanguage } from "./language";
import { createStore } from "./store";
import { dress } from "./style";
import { connect, hear } from "./sync";
import { createView } from "./view";
import type { Language, Wire } from "./wire";

export { load } from "./chunks";
export { kindOf } from "./kinds";

/** What anywidget gives; a page without a kernel has no widget manager. */
export interface Props {
  readonly model: Model<Wire> & { readonly widget_manager?: WidgetManager };
  readonly el: HTMLElement;
}

/** The event on `window` by which a page switches all its exercises. */
export const LANGUAGE_EVENT = "courseware:language";

/** Show an exercise in `el` once its chunks are there; resolves to how to take it away. */
export async function render(props: Props, fetch?: Fetch): Promise<() => void> {
  if (fetch) await load(await references(props), fetch);
  return show(props);
}

/** Where the chunks are had: languages first, so that what is said can be said. */
async function references({ model }: Props): Promise<readonly string[]> {
  const languages = model.get("languages").map((language) => language.slice(0, 2));
  const names = [...new Set([...languages, ...(model.get("chunks") ?? [])])];
  const reference = model.get("module");
  if (!model.widget_manager || !reference) return names;
  const shared = await model.widget_manager.get_model(reference.slice(10));
  const chunks = shared.get("chunks");
  return names.map((name) => chunks[name] ?? name);
}

function show({ model, el }: Props): () => void {
  const store = createStore(hear(model));
  const switchTo = (language: Language) => {
    if (store.state.languages.includes(language)) store.dispatch({ type: "language", language });
  };
  const disconnect = connect(model, store, surroundings(el));
  const view = createView(store, {
    stamp,
    chooseLanguage(language) {
      rememberLanguage(language);
      switchTo(language);
    },
  });
  const onLanguage = (event: Event) => switchTo(languageOf((event as CustomEvent<unknown>).detail));
  addEventListener(LANGUAGE_EVENT, onLanguage);
  el.append(view.element);
  const undress = dress(el);
  const manager = model.widget_manager;
  const hideFigure = manager ? showFigure(manager, model.get("figure"), view.figure) : () => {};
  const stopCarrying = manager ? keepCarried(model, manager) : () => {};
  return () => {
    removeEventListener(LANGUAGE_EVENT, onLanguage);
    undress();
    hideFigure();
    stopCarrying();
    disconnect();
    view.dispose();
  };
}

/** The detail is a language, or an object that names one. */
function languageOf(detail: unknown): Language {
  const named = typeof detail === "object" && detail !== null && "language" in detail;
  return String(named ? detail.language : detail);
}

export default { render };
