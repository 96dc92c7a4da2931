/** Return what a table has under a name; `constructor` is a name like any other. */
export const own = <Entry>(
  table: Readonly<Record<string, Entry>> | null | undefined,
  name: string,
): Entry | undefined => (table ? Object.getOwnPropertyDescriptor(table, name)?.value : undefined);
