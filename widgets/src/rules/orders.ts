/**
 * How near an order is to the nearest right one, where several may be right. Mirrors
 * courseware/rules/orders.py, where the theory and its sources are told.
 */

/** One right order; `before` has, for each item, all that must stand before it. */
export interface Plan {
  readonly items: readonly string[];
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
}

type Edges = readonly (readonly number[])[];

/** Return the plan of one single right order. */
export const only = (items: readonly string[]): Plan => ({
  items,
  before: new Map(items.map((item, at) => [item, new Set(items.slice(0, at))])),
});

/** Return the plan of all orders in which everything stands after what it needs. */
export function respecting(
  items: readonly string[],
  needs: ReadonlyMap<string, Iterable<string>>,
): Plan {
  const before = new Map(
    items.map((item) => {
      const needed = Array.from(needs.get(item) ?? []).filter((other) => items.includes(other));
      return [item, new Set(needed)] as const;
    }),
  );
  let grows = true;
  while (grows) {
    grows = false;
    for (const needed of before.values()) {
      const size = needed.size;
      for (const item of [...needed]) for (const other of before.get(item) ?? []) needed.add(other);
      grows = grows || needed.size > size;
    }
  }
  return { items, before };
}

/**
 * Return the items that can stay where they are while the fewest others move.
 *
 * `given` holds items of the plan, each once. A `light` one counts half: of two that stand the
 * wrong way round, it gives way.
 */
export function lasting(
  given: readonly string[],
  plan: Plan,
  light: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const copies = given.flatMap((item) => (light.size && !light.has(item) ? [item, item] : [item]));
  const place = new Map(given.map((item, at) => [item, at]));
  const isLater = (other: string, item: string) =>
    (place.get(other) as number) > (place.get(item) as number);
  const clashes = copies.map((item) =>
    copies.flatMap((other, at) =>
      isLater(other, item) && plan.before.get(item)?.has(other) ? [at] : [],
    ),
  );
  const left = reached(clashes, matched(clashes));
  const right = new Set([...left].flatMap((start) => clashes[start] ?? []));
  return new Set(copies.filter((_, at) => left.has(at) && !right.has(at)));
}

/** Return a largest matching, from right to left (augmenting paths). */
export function matched(edges: Edges): ReadonlyMap<number, number> {
  const partner = new Map<number, number>();
  const augment = (start: number, seen: Set<number>): boolean => {
    for (const at of edges[start] ?? []) {
      if (seen.has(at)) continue;
      seen.add(at);
      const other = partner.get(at);
      if (other === undefined || augment(other, seen)) {
        partner.set(at, start);
        return true;
      }
    }
    return false;
  };
  edges.forEach((_, start) => {
    augment(start, new Set());
  });
  return partner;
}

/** Return what alternating paths reach on the left from where nothing is matched. */
function reached(edges: Edges, partner: ReadonlyMap<number, number>): ReadonlySet<number> {
  const taken = new Set(partner.values());
  const waiting = edges.flatMap((_, at) => (taken.has(at) ? [] : [at]));
  const left = new Set(waiting);
  for (let start = waiting.pop(); start !== undefined; start = waiting.pop()) {
    for (const at of edges[start] ?? []) {
      const other = partner.get(at);
      if (other === undefined || left.has(other)) continue;
      left.add(other);
      waiting.push(other);
    }
  }
  return left;
}

/** Return how many items from the start on are where a right order may have them. */
export function begun(given: readonly string[], { before }: Plan): number {
  const seen = new Set<string>();
  for (const item of given) {
    const needed = before.get(item);
    if (!needed || seen.has(item) || [...needed].some((other) => !seen.has(other))) break;
    seen.add(item);
  }
  return seen.size;
}
