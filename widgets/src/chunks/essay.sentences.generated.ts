// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `essay.asked_both
essay.asked_least
essay.asked_most
essay.by_hand
essay.compare
essay.draft
essay.drafts
essay.example
essay.level
essay.long
essay.notes
essay.restore
essay.restored
essay.rubric
essay.short
essay.words`,
  tables: {
    "uz": `{least} tadan {most} tagacha soʻz
Kamida {least} soʻz
Koʻpi bilan {most} soʻz
Matningiz saqlandi. Uni odam oʻqib, mezonlar boʻyicha baholaydi.
Matningiz saqlandi. Endi uni mezonlar bilan oʻzingiz solishtirib chiqing.
{number}-qoralama, soat {time}
Oldingi qoralamalar: {count}
Namunaviy javob
{points} ball: {text}
Saqlandi, soʻzlar soni: {done}. Koʻpi bilan {most} soʻz kutiladi: eng muhimini qoldiring.
Tekshiruvchi uchun izoh
{number}-qoralamaga qaytish
{number}-qoralama qaytarildi. Hozirgi matningiz ham qoralamalar orasida saqlandi.
Qanday baholanadi
Saqlandi, hozircha soʻzlar soni: {done}. Kamida {least} soʻz kutiladi: fikringizni misol bilan davom ettiring.
{count} soʻz`,
    "ru": `От {least} до {most} слов
Не меньше {least} слов
Не больше {most} слов
Текст сохранён. Его прочитает человек и оценит по критериям.
Текст сохранён. Теперь сами сравните его с критериями.
Черновик {number}, {time}
Прежние черновики: {count}|Прежние черновики: {count}|Прежние черновики: {count}|Прежние черновики: {count}
Пример ответа
Баллы: {points}. {text}
Сохранено, слов: {done}. Ожидается не больше {most}: оставьте самое важное.
Заметки для проверяющего
Вернуть черновик {number}
Черновик {number} возвращён. Ваш прежний текст тоже сохранён среди черновиков.
Как оценивается
Сохранено, пока слов: {done}. Ожидается не меньше {least}: продолжите мысль, приведите пример.
{count} слово|{count} слова|{count} слов|{count} слова`,
    "en": `From {least} to {most} words
At least {least} words
At most {most} words
Your text is saved. A person will read it and mark it by the criteria.
Your text is saved. Now compare it with the criteria yourself.
Draft {number}, {time}
Earlier drafts: {count}|Earlier drafts: {count}
An example answer
Points: {points}. {text}
Saved; words: {done}. At most {most} are expected: keep what matters most.
Notes for the marker
Go back to draft {number}
Draft {number} is back. The text before it is kept among the drafts.
How it is marked
Saved; words so far: {done}. At least {least} are expected: carry your thought on, give an example.
{count} word|{count} words`,
    "uz-Cyrl": `














`,
  },
};
