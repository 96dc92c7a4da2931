// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `cloze.bank
cloze.bank_help
cloze.chosen
cloze.empty
cloze.extra_words
cloze.gap_ambiguous
cloze.gap_chosen
cloze.gap_emptied
cloze.gap_filled
cloze.gap_label
cloze.gap_no_number
cloze.gap_too_long
cloze.gap_unreadable
cloze.legend_gaps
cloze.legend_words
cloze.missed_words
cloze.name
cloze.right_gaps`,
  tables: {
    "uz": `Soʻzlar
Soʻzni tanlang, keyin u turadigan boʻsh joyni. Sudrab olib borsangiz ham boʻladi.
«{word}» tanlandi. Endi boʻsh joyni tanlang.
boʻsh
Belgilangan soʻzlardan {count} tasi ortiqcha.
{gap}-boʻsh joydagi son ikki xil oʻqiladi: vergul yoki nuqta minglarni ajratadimi yoki kasr qismini? Uni boshqacha yozing.
{gap}-boʻsh joy tanlandi. Endi soʻzni tanlang.
{gap}-boʻsh joydan «{word}» olib qoʻyildi.
«{word}» {gap}-boʻsh joyga qoʻyildi.
{gap}-boʻsh joy:
{gap}-boʻsh joyga son kerak, «{text}» esa son sifatida oʻqilmadi. Masalan, 3,5 yoki 3/4 deb yozing.
{gap}-boʻsh joydagi javob juda uzun: {count} tagacha belgi oʻqiladi.
{gap}-boʻsh joydagi javob tushunarsiz: «{text}». Uni qaytadan toʻldiring.
Boʻsh joylarni toʻldiring
Matndagi soʻzlarni belgilang
Yana {count} ta soʻzni belgilash kerak.
{gap}-boʻsh joy: {around}
{total} ta boʻsh joydan {count} tasi toʻgʻri.`,
    "ru": `Слова
Выберите слово, потом пропуск для него. Можно и перетащить.
Выбрано «{word}». Теперь выберите пропуск.
пусто
Лишним отмечено {count} слово.|Лишними отмечены {count} слова.|Лишними отмечены {count} слов.|Лишними отмечены {count} слова.
Число в пропуске {gap} можно прочитать двояко: знак отделяет тысячи или дробную часть? Запишите иначе.
Выбран пропуск {gap}. Теперь выберите слово.
Из пропуска {gap} убрано «{word}».
«{word}» стоит в пропуске {gap}.
Пропуск {gap}:
В пропуск {gap} нужно число, а «{text}» прочитать как число не удалось. Запишите, например, 3,5 или 3/4.
Ответ в пропуске {gap} слишком длинный: читается до {count} знака.|Ответ в пропуске {gap} слишком длинный: читается до {count} знаков.|Ответ в пропуске {gap} слишком длинный: читается до {count} знаков.|Ответ в пропуске {gap} слишком длинный: читается до {count} знака.
Ответ в пропуске {gap} непонятен: «{text}». Заполните его ещё раз.
Заполните пропуски
Отметьте слова в тексте
Нужно отметить ещё {count} слово.|Нужно отметить ещё {count} слова.|Нужно отметить ещё {count} слов.|Нужно отметить ещё {count} слова.
Пропуск {gap}: {around}
Верно заполнен {count} пропуск из {total}.|Верно заполнены {count} пропуска из {total}.|Верно заполнены {count} пропусков из {total}.|Верно заполнены {count} пропуска из {total}.`,
    "en": `Words
Choose a word, then the gap for it. You can drag it too.
“{word}” is chosen. Now choose a gap.
empty
{count} marked word should not be.|{count} marked words should not be.
The number in gap {gap} can be read in two ways: does the sign part thousands or decimals? Write it differently.
Gap {gap} is chosen. Now choose a word.
“{word}” was taken out of gap {gap}.
“{word}” is in gap {gap}.
Gap {gap}:
Gap {gap} needs a number, and “{text}” could not be read as one. Write it like 3.5 or 3/4.
The answer in gap {gap} is too long: up to {count} character is read.|The answer in gap {gap} is too long: up to {count} characters are read.
The answer in gap {gap} is not clear: “{text}”. Fill it in again.
Fill in the gaps
Mark words in the text
{count} more word should be marked.|{count} more words should be marked.
Gap {gap}: {around}
{count} gap of {total} is right.|{count} gaps of {total} are right.`,
    "uz-Cyrl": `
















`,
  },
};
