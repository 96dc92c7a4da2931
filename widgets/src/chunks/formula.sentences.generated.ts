// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: ``,
  tables: {
    "uz": ``,
    "ru": ``,
    "en": ``,
    "uz-Cyrl": ``,
  },
};
