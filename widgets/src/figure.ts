/** A widget of the author's inside an exercise: a plot with controls, anything of ipywidgets. */
import { whenOnPage } from "./dom";
import type { ChildView, LuminoWidget, WidgetManager } from "./jupyter";

const REFERENCE = "IPY_MODEL_";

/** What every Lumino widget's class inherits. */
interface LuminoClass {
  attach(widget: LuminoWidget, host: HTMLElement): void;
}

/** Show the widget that `reference` names in `host`; returns how to take it away. */
export function showFigure(
  manager: WidgetManager,
  reference: string | null,
  host: HTMLElement,
): () => void {
  if (!reference?.startsWith(REFERENCE)) return () => {};
  let isOver = false;
  let view: ChildView | null = null;
  let callOff = () => {};
  const show = async () => {
    const model = await manager.get_model(reference.slice(REFERENCE.length));
    view = await manager.create_view(model);
    const widget = view.luminoWidget;
    // As Lumino attaches, so that the widgets inside hear that they can be measured.
    const attach = () => (widget.constructor as unknown as LuminoClass).attach(widget, host);
    if (isOver) view.remove();
    else callOff = whenOnPage(host, attach);
  };
  show().catch((error: unknown) => console.warn("courseware: no figure", error));
  return () => {
    isOver = true;
    callOff();
    view?.remove();
  };
}
