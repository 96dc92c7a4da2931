// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `order.begun
order.chosen_empty
order.down
order.extra
order.how_pick
order.how_sequence
order.indent
order.indentation
order.keep
order.legend_chosen
order.legend_pool
order.legend_program
order.legend_sequence
order.misplaced
order.missing
order.outdent
order.place
order.place_deep
order.pool_empty
order.remove
order.right_order
order.said_added
order.said_back
order.said_depth
order.said_held
order.said_put
order.said_removed
order.twice
order.unknown
order.up
order.wrong_indent`,
  tables: {
    "uz": `Boshlanishi toʻgʻri: dastlabki {count} tasi oʻz oʻrnida.
Hozircha boʻsh. Kerakligini bosing.
Keyinga
{count} tasi ortiqcha, u bu yerga tegishli emas.
Kerakligini bosing yoki sudrang: u javobga oʻtadi. Javobda birini, keyin uning oʻrnini yoki tugmani bosing. Klaviaturada: boʻsh joy tugmasi bilan oling, strelkalar bilan koʻchiring.
Sudrab yoki ▲ ▼ bilan koʻchiring. Birini bosib, keyin uning oʻrnini bossangiz ham boʻladi. Klaviaturada: boʻsh joy tugmasi bilan oling, strelkalar bilan koʻchiring.
Oʻngga surish
{count} ta qatorni oʻngga yoki chapga surish kerak.
Shundayligicha qolsin
Sizning javobingiz
Nimalardan tanlash mumkin
Sizning dasturingiz
Toʻgʻri tartibda joylashtiring
{count} tasini boshqa joyga koʻchirish kerak.
Yana {count} tasi yetishmaydi.
Chapga surish
{number} / {total}: {item}
{number} / {total}, surilishi {depth}: {item}
Hammasi javobda.
Javobdan olish
Toʻgʻri tartib
Javobga qoʻshildi. {number} / {total}: {item}
Oʻz joyiga qaytarildi: {item}
Surilishi {depth}: {item}
Olindi: {item}. Strelkalar bilan koʻchiring, boʻsh joy tugmasi bilan qoʻying, Escape bilan qaytaring.
Qoʻyildi. {number} / {total}: {item}
Javobdan olindi: {item}
Bitta element ikki marta turibdi: {item}. Har biri bir marta qoʻyiladi.
Bu topshiriqda bunday element yoʻq: {item}.
Oldinga
Qator surilishi boshqacha`,
    "ru": `Начало верное: на своём месте {count} элемент.|Начало верное: на своих местах {count} элемента.|Начало верное: на своих местах {count} элементов.|Начало верное: на своих местах {count} элемента.
Пока пусто. Нажмите на то, что нужно.
Позже
Есть лишнее: {count} элемент сюда не относится.|Есть лишнее: {count} элемента сюда не относятся.|Есть лишнее: {count} элементов сюда не относятся.|Есть лишнее: {count} элемента сюда не относятся.
Нажмите на нужное или перетащите его: оно перейдёт в ответ. В ответе нажмите на элемент, потом на его место или на кнопку. С клавиатуры: пробел берёт элемент, стрелки двигают.
Перетаскивайте или двигайте кнопками ▲ ▼. Можно нажать на элемент, а потом на его место. С клавиатуры: пробел берёт элемент, стрелки двигают.
Больше отступ
Проверьте отступ у {count} строки.|Проверьте отступы у {count} строк.|Проверьте отступы у {count} строк.|Проверьте отступы у {count} строки.
Оставить как есть
Ваш ответ
Из чего выбирать
Ваша программа
Расставьте по порядку
Нужно переставить {count} элемент.|Нужно переставить {count} элемента.|Нужно переставить {count} элементов.|Нужно переставить {count} элемента.
Не хватает ещё {count} элемента.|Не хватает ещё {count} элементов.|Не хватает ещё {count} элементов.|Не хватает ещё {count} элемента.
Меньше отступ
{number} из {total}: {item}
{number} из {total}, отступ {depth}: {item}
Всё уже в ответе.
Убрать из ответа
Верный порядок
Добавлено в ответ. {number} из {total}: {item}
Возвращено на место: {item}
Отступ {depth}: {item}
Взято: {item}. Двигайте стрелками, поставьте пробелом, верните клавишей Escape.
Поставлено. {number} из {total}: {item}
Убрано из ответа: {item}
Один элемент стоит дважды: {item}. Каждый ставят только один раз.
В этом задании нет такого элемента: {item}.
Раньше
Отступ другой`,
    "en": `The beginning is right: the first {count} item stands where it belongs.|The beginning is right: the first {count} items stand where they belong.
Nothing here yet. Tap what belongs here.
Later
{count} item does not belong here.|{count} items do not belong here.
Tap or drag what belongs: it goes into your answer. There, tap one, then its place or a button. On a keyboard: Space picks one up, the arrows move it.
Drag, or move with ▲ ▼. Or tap one, then the place where it belongs. On a keyboard: Space picks one up, the arrows move it.
Indent more
Check how far {count} line is indented.|Check how far {count} lines are indented.
Leave it as it is
Your answer
Choose from these
Your program
Put these in the right order
{count} item has to move to another place.|{count} items have to move to other places.
{count} more item is missing.|{count} more items are missing.
Indent less
{number} of {total}: {item}
{number} of {total}, indented {depth}: {item}
Everything is in your answer.
Take out
The right order
Added to your answer. {number} of {total}: {item}
Put back where it was: {item}
Indented {depth}: {item}
Picked up: {item}. Move it with the arrows, put it down with Space, put it back with Escape.
Put down. {number} of {total}: {item}
Taken out of your answer: {item}
One item stands twice: {item}. Each is used once at most.
This exercise has no such item: {item}.
Earlier
Indented otherwise`,
    "uz-Cyrl": `





























`,
  },
};
