/** What anywidget hands to a module, and what we use of Jupyter's widget manager. */

/** The traits of an exercise widget are read by name; their types are those of `Wire`. */
export interface Model<Traits> {
  get<Name extends keyof Traits & string>(name: Name): Traits[Name];
  on(event: string, callback: (message?: unknown) => void): void;
  off(event?: string | null, callback?: ((message?: unknown) => void) | null): void;
  send(content: unknown): void;
}

/** A widget of a kernel that holds the bundle, and refers to those that hold its chunks. */
export interface ModuleTraits {
  readonly source: string;
  readonly digest: string;
  readonly chunks: Readonly<Record<string, string>>;
}

/** A Lumino widget, as far as attaching it needs. */
export interface LuminoWidget {
  readonly node: HTMLElement;
  dispose(): void;
}

export interface ChildView {
  readonly luminoWidget: LuminoWidget;
  remove(): void;
}

export interface WidgetManager {
  get_model(id: string): Promise<Model<ModuleTraits>>;
  create_view(model: unknown): Promise<ChildView>;
}

export interface WidgetProps {
  readonly model: Model<{ readonly module: string }> & { readonly widget_manager: WidgetManager };
  readonly el: HTMLElement;
}

export interface Module {
  render(
    props: WidgetProps,
    fetch: (reference: string) => Promise<unknown>,
  ): Promise<undefined | (() => void)>;
}
