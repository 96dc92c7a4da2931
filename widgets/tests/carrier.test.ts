import { describe, expect, test, vi } from "vitest";
import { keepCarried, MEDIA_TYPE } from "../src/carrier";

interface Saved {
  data: Record<string, unknown>;
  metadata: { courseware?: { exercise: string } };
}

/** A notebook as JupyterLab's widget manager shows it: cells with outputs, and a cell of prose. */
function notebook(outputs: Saved[]) {
  const list = {
    get length() {
      return outputs.length;
    },
    get: (place: number) => ({
      ...outputs[place],
      toJSON: () => ({ output_type: "display_data", ...outputs[place] }),
    }),
    set: vi.fn((place: number, output: object) => {
      outputs[place] = output as Saved;
    }),
  };
  const all = [{}, { outputs: list }];
  const cells = { length: all.length, get: (place: number) => all[place] };
  return { manager: { context: { model: { cells } } }, set: list.set };
}

function modelOf(sequence: number | null, state = "saved") {
  const traits: Record<string, unknown> = {
    exercise: { id: "small/capital" },
    response: sequence === null ? null : { value: "Toshkent", sequence },
    status: { state },
  };
  const callbacks = new Set<() => void>();
  return {
    traits,
    tell: () => {
      for (const callback of callbacks) callback();
    },
    model: {
      get: (name: string) => traits[name] as never,
      on: (_: string, callback: () => void) => void callbacks.add(callback),
      off: (_?: string | null, callback?: (() => void) | null) => {
        if (callback) callbacks.delete(callback);
      },
      send: () => {},
    },
  };
}

const carrierOf = (exercise: string, sequence?: number): Saved => ({
  data: {
    "text/plain": "kept",
    ...(sequence === undefined ? {} : { [MEDIA_TYPE]: { version: 1, response: { sequence } } }),
  },
  metadata: { courseware: { exercise } },
});

describe("the notebook's copy of an answer", () => {
  test("is brought up to date where it is older or not there yet", () => {
    const outputs = [carrierOf("small/capital", 1), carrierOf("small/capital")];
    const { manager } = notebook(outputs);
    keepCarried(modelOf(2).model, manager);
    for (const { data, metadata } of outputs) {
      expect(data[MEDIA_TYPE]).toEqual({
        version: 1,
        response: { value: "Toshkent", sequence: 2 },
      });
      expect(data["text/plain"]).toBe("kept");
      expect(metadata.courseware?.exercise).toBe("small/capital");
    }
  });

  test("is left alone where it is as new, or is of another exercise", () => {
    const outputs = [
      carrierOf("small/capital", 2),
      carrierOf("small/half", 1),
      { data: {}, metadata: {} },
    ];
    const { manager, set } = notebook(outputs);
    keepCarried(modelOf(2).model, manager);
    expect(set).not.toHaveBeenCalled();
  });

  test("follows each commit once the kernel has told what became of it", () => {
    const outputs = [carrierOf("small/capital")];
    const { manager, set } = notebook(outputs);
    const { model, traits, tell } = modelOf(null, "empty");
    const stop = keepCarried(model, manager);
    expect(set).not.toHaveBeenCalled();
    traits.response = { value: "x", sequence: 1 };
    traits.status = { state: "saving" };
    tell();
    expect(set).not.toHaveBeenCalled();
    traits.status = { state: "unsaved" };
    tell();
    tell();
    expect(set).toHaveBeenCalledOnce();
    stop();
    traits.response = { value: "y", sequence: 2 };
    tell();
    expect(set).toHaveBeenCalledOnce();
  });

  test("is no matter for managers without a notebook, or with another inside", () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    keepCarried(modelOf(1).model, {});
    keepCarried(modelOf(1).model, { context: { model: {} } });
    expect(warned).not.toHaveBeenCalled();
    keepCarried(modelOf(1).model, { context: { model: { cells: { length: 1, get: null } } } });
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });
});
