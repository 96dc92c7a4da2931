/**
 * Answers that no kernel has acknowledged, kept on this device until one does. An answer is filed
 * under the seed of its variant, which is of one learner: on a shared computer nobody sends what
 * another one gave. Every failure (private windows, full disks) is told as "not kept".
 */
import { type Drawer, drawer } from "./database";
import type { Commit } from "./wire";

export interface Outbox {
  /** Return whether the answer is now on this device. */
  put(key: string, commit: Commit): Promise<boolean>;
  get(key: string): Promise<Commit | null>;
  /** Forget an answer; a newer one under the same key stays. */
  remove(key: string, token: string): Promise<void>;
}

export function openOutbox(kept: Drawer = drawer("courseware-outbox")): Outbox {
  const get = async (key: string): Promise<Commit | null> => {
    try {
      const found = await kept.get(key);
      return isCommit(found) ? found : null;
    } catch {
      return null;
    }
  };
  return {
    get,
    async put(key, commit) {
      try {
        await kept.put(key, commit);
        return true;
      } catch {
        return false;
      }
    },
    async remove(key, token) {
      if ((await get(key))?.token !== token) return;
      // If this fails the answer is sent once more, and is older then than what the kernel has.
      await kept.remove(key).catch(() => {});
    },
  };
}

function isCommit(found: unknown): found is Commit {
  const commit = found as Partial<Commit> | undefined;
  return typeof commit?.token === "string" && typeof commit.at === "string";
}
