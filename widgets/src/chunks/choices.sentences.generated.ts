// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `choices.none_and_others
choices.right_rows`,
  tables: {
    "uz": `«Hech biri» va boshqa variantlar birga tanlanmaydi. Qaysi biri toʻgʻri deb oʻylaysiz?
{total} ta qatordan {count} tasi toʻgʻri.`,
    "ru": `Вариант «ни один» не сочетается с другими. Что из этого вы имеете в виду?
Верна {count} строка из {total}.|Верны {count} строки из {total}.|Верны {count} строк из {total}.|Верны {count} строки из {total}.`,
    "en": `“None of these” does not go together with other options. Which of them do you mean?
{count} row of {total} is right.|{count} rows of {total} are right.`,
    "uz-Cyrl": `
`,
  },
};
