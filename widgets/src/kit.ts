/**
 * The modules of the first load that chunks use, by their paths. The build fills it in: it alone
 * knows what the chunks import. Where nothing is built, as in tests, chunks import for themselves.
 */
export const kit: Readonly<Record<string, unknown>> = {};
