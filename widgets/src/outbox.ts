/**
 * Answers that no kernel has acknowledged, kept on this device until one does. An answer is filed
 * under the seed of its variant, which is of one learner: on a shared computer nobody sends what
 * another one gave. Every failure (private windows, full disks) is told as "not kept".
 */
import type { Commit } from "./wire";

export interface Outbox {
  /** Return whether the answer is now on this device. */
  put(key: string, commit: Commit): Promise<boolean>;
  get(key: string): Promise<Commit | null>;
  /** Forget an answer; a newer one under the same key stays. */
  remove(key: string, token: string): Promise<void>;
}

const STORE = "answers";

/** Open the outbox of this site; nothing is opened before it is needed. */
export function openOutbox(name = "courseware"): Outbox {
  let opened: Promise<IDBDatabase> | null = null;
  const database = () => {
    opened ??= open(name);
    return opened;
  };
  return {
    async put(key, commit) {
      try {
        await run(await database(), "readwrite", (store) => store.put(commit, key));
        return true;
      } catch {
        return false;
      }
    },
    async get(key) {
      try {
        const found = await run(await database(), "readonly", (store) => store.get(key));
        return isCommit(found) ? found : null;
      } catch {
        return null;
      }
    },
    async remove(key, token) {
      if ((await this.get(key))?.token !== token) return;
      try {
        await run(await database(), "readwrite", (store) => store.delete(key));
      } catch {
        // It will be sent once more, and the kernel knows an answer by its token.
      }
    },
  };
}

function isCommit(found: unknown): found is Commit {
  const commit = found as Partial<Commit> | undefined;
  return typeof commit?.token === "string" && typeof commit.at === "string";
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

/** Resolve when the transaction is complete: before that an answer may still be lost. */
async function run<Found>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Found>,
): Promise<Found> {
  const transaction = database.transaction(STORE, mode);
  const request = ask(transaction.objectStore(STORE));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
  return request.result;
}

function settled<Found>(request: IDBRequest<Found>): Promise<Found> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
