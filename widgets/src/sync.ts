/**
 * The exercise on the page and its widget model in the kernel. The kernel's traits become events
 * of the store; what the learner does becomes messages. It never touches the page.
 *
 * A commit is one message with a token. "Saved" is said only when the kernel's `status` names that
 * token. Until then the answer is kept on this device, and sent again when the kernel answers, when
 * the network comes back, or when the exercise is opened the next time.
 */
import type { Model } from "./jupyter";
import type { Outbox } from "./outbox";
import { type Heard, isNewer, type State, type Store } from "./store";
import { fromWire } from "./variants";
import type { Message, Wire } from "./wire";

/** What the world around gives: a clock to wait by, and whether the kernel's line is up. */
export interface Surroundings {
  /** Milliseconds without a word from the kernel before it counts as disconnected. */
  readonly patience: number;
  readonly outbox: Outbox;
  /** Call back after so many milliseconds; returns how to call it off. */
  wait(milliseconds: number, then: () => void): () => void;
  /** Call back whenever the network comes back; returns how to stop. */
  onOnline(then: () => void): () => void;
  isLive(): boolean;
}

/** By trait, what it becomes in the store; exercise and key never change under a view. */
const TRAITS = {
  variant: "variant",
  language: "language",
  response: "response",
  mark: "mark",
  hints_shown: "hints",
  read_only: "readOnly",
  report: "report",
} as const satisfies Partial<Record<keyof Wire, keyof Heard>>;

/** Read everything that the kernel says of an exercise. */
export function hear(model: Model<Wire>): Heard {
  return {
    exercise: model.get("exercise"),
    key: model.get("key"),
    variant: fromWire(model.get("variant")),
    language: model.get("language"),
    languages: model.get("languages"),
    response: model.get("response"),
    mark: model.get("mark"),
    hints: model.get("hints_shown"),
    readOnly: model.get("read_only"),
    report: model.get("report") ?? null,
  };
}

/** Keep model and store in step until the returned function is called. */
export function connect(model: Model<Wire>, store: Store, world: Surroundings): () => void {
  const undo: (() => void)[] = [];
  let hush = () => {};
  const listen = (event: string, callback: () => void) => {
    model.on(event, callback);
    undo.push(() => model.off(event, callback));
  };
  const send = (message: Message) => {
    try {
      model.send(message);
    } catch {
      store.dispatch({ type: "link", live: false });
    }
  };
  const expect = (token: string | null) => {
    hush();
    hush = world.wait(world.patience, () => store.dispatch({ type: "silence", token }));
  };

  const commit = (state: State) => {
    const { pending } = state;
    if (!pending) return;
    const key = fileUnder(state);
    void world.outbox.put(key, pending).then((isKept) => {
      if (isKept) store.dispatch({ type: "kept", token: pending.token });
    });
    expect(pending.token);
    send({ type: "commit", response: pending });
  };

  const settle = ({ pending, variant }: State, before: State) => {
    // Another variant took its place: what was not acknowledged stays on the device.
    if (pending || !before.pending || variant.seed !== before.variant.seed) return;
    hush();
    void world.outbox.remove(fileUnder(before), before.pending.token);
  };

  const recover = async () => {
    const { variant } = store.state;
    const kept = await world.outbox.get(fileUnder(store.state));
    const { state } = store;
    if (!kept || state.pending || state.readOnly || state.variant !== variant) return;
    const isDue = isNewer(kept, state.response) && kept.variant === variant.number;
    if (isDue) store.dispatch({ type: "recovered", commit: kept });
    else if (state.isSaved) void world.outbox.remove(fileUnder(state), kept.token);
  };

  for (const [trait, name] of Object.entries(TRAITS)) {
    listen(`change:${trait}`, () => {
      const wasAway = !store.state.connected;
      const { variant } = store.state;
      store.dispatch({ type: "heard", news: { [name]: hear(model)[name] } });
      if (wasAway) store.dispatch({ type: "resend" });
      if (store.state.variant.seed !== variant.seed) void recover();
    });
  }
  listen("change:status", () => store.dispatch({ type: "status", status: model.get("status") }));
  listen("comm_live_update", () => {
    world.wait(0, () => store.dispatch({ type: "link", live: world.isLive() }));
  });
  undo.push(
    world.onOnline(() => {
      if (!store.state.connected) store.dispatch({ type: "resend" });
    }),
    store.subscribe((state, before) => {
      settle(state, before);
      if (state.pending && state.sends > before.sends) commit(state);
      if (state.hints > before.hints && state.hints !== model.get("hints_shown")) {
        send({ type: "hint", shown: state.hints });
      }
      if (state.awaited !== null && state.awaited !== before.awaited) {
        expect(null);
        send({ type: "variant", number: state.awaited });
      }
      if (state.language !== before.language && state.language !== model.get("language")) {
        send({ type: "language", language: state.language });
      }
    }),
  );
  store.dispatch({ type: "status", status: model.get("status") });
  void recover();
  return () => {
    hush();
    for (const stop of undo) stop();
  };
}

const fileUnder = ({ exercise, variant }: State): string => `${exercise.id}|${variant.seed}`;
