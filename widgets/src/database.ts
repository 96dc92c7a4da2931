/** One drawer of this site's IndexedDB: values by key. Every call may fail, as storage does. */
export interface Drawer {
  put(key: string, value: unknown): Promise<void>;
  get(key: string): Promise<unknown>;
  remove(key: string): Promise<void>;
}

const STORE = "values";

/** Open a drawer; nothing is opened before it is needed. */
export function drawer(name: string): Drawer {
  let opened: Promise<IDBDatabase> | null = null;
  const run = async <Found>(
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<Found>,
  ): Promise<Found> => {
    opened ??= open(name);
    const transaction = (await opened).transaction(STORE, mode);
    const request = ask(transaction.objectStore(STORE));
    // Not before the transaction is complete: until then a value may still be lost.
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    return request.result;
  };
  return {
    put: async (key, value) => void (await run("readwrite", (store) => store.put(value, key))),
    get: (key) => run<unknown>("readonly", (store) => store.get(key)),
    remove: (key) => run("readwrite", (store) => store.delete(key)),
  };
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
