/**
 * The module of every exercise, as small as can be: anywidget copies it into the state of each
 * widget. The bundle itself travels once, in the state of one shared widget, and is imported once;
 * so does each chunk that the bundle asks for.
 */
import type { Module, WidgetManager, WidgetProps } from "./jupyter";

const HOME = "__courseware";

async function load(manager: WidgetManager, reference: string): Promise<unknown> {
  const shared = await manager.get_model(reference.slice(10));
  const digest = shared.get("digest");
  const page = globalThis as unknown as Record<string, Record<string, Promise<unknown>>>;
  page[HOME] = page[HOME] || {};
  const known = page[HOME];
  if (!known[digest]) {
    const url = URL.createObjectURL(new Blob([shared.get("source")], { type: "text/javascript" }));
    known[digest] = import(url);
    known[digest].catch(() => delete known[digest]);
  }
  return known[digest];
}

export default {
  async render(props: WidgetProps): Promise<undefined | (() => void)> {
    const { model } = props;
    const fetch = (reference: string) => load(model.widget_manager, reference);
    return ((await fetch(model.get("module"))) as Module).render(props, fetch);
  },
};
