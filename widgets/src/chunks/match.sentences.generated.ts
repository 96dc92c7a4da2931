// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `match.belongs_nowhere
match.how_groups
match.how_pairs
match.legend_groups
match.legend_pairs
match.misplaced
match.missing
match.pool_empty
match.pool_groups
match.pool_pairs
match.pool_reuse
match.pool_spare
match.put_back
match.right_target
match.said_back
match.said_held
match.said_let_go
match.said_put
match.slot_empty
match.slot_filled
match.target_twice
match.unknown_item
match.unknown_target`,
  tables: {
    "uz": `Toʻgʻrisi: hech qayerga mos kelmaydi
Birini bosing, keyin guruhini bosing. Sudrab olib borsa ham boʻladi. Klaviaturada: boʻsh joy tugmasi bilan oling, strelkalar bilan guruh tanlang.
Pastdagi javobni bosing, keyin uning joyini bosing. Sudrab olib borsa ham boʻladi. Klaviaturada: boʻsh joy tugmasi bilan oling, strelkalar bilan joy tanlang.
Guruhlarga ajrating
Har biriga mosini toping
{count} tasi oʻz joyida emas.
Yana {count} tasi joyini kutmoqda.
Hammasi joylandi.
Hali joylanmaganlar
Javoblar
Har bir javobni bir necha marta ishlatish mumkin.
Baʼzilari hech qayerga mos kelmaydi: ularni shu yerda qoldiring.
Qaytarib qoʻyish
Toʻgʻrisi: {target}
Qaytarildi: {card}
Olindi: {card}. Strelkalar bilan joyini tanlang, Enter bilan qoʻying, Escape bilan qoldiring.
Qoldirildi: {card}
Joylandi: {card} — {place}
{item}: boʻsh
{item}: {target}
Bitta javob ikki marta ishlatilgan: {target}. Bu yerda har biri bir marta ishlatiladi.
Bu topshiriqda bunday element yoʻq: {item}.
Bu topshiriqda bunday joy yoʻq: {target}.`,
    "ru": `Правильно: никуда не подходит
Нажмите на элемент, потом на его группу. Можно и перетащить. С клавиатуры: пробел берёт элемент, стрелки выбирают группу.
Нажмите на ответ внизу, потом на его место. Можно и перетащить. С клавиатуры: пробел берёт ответ, стрелки выбирают место.
Разложите по группам
Подберите каждому пару
Не на своём месте: {count} элемент.|Не на своих местах: {count} элемента.|Не на своих местах: {count} элементов.|Не на своих местах: {count} элемента.
Ещё {count} элемент ждёт своего места.|Ещё {count} элемента ждут своего места.|Ещё {count} элементов ждут своего места.|Ещё {count} элемента ждут своего места.
Всё разложено.
Ещё не разложены
Ответы
Один ответ можно использовать несколько раз.
Некоторые никуда не подходят: оставьте их здесь.
Вернуть назад
Правильно: {target}
Возвращено: {card}
Взято: {card}. Выберите место стрелками, положите клавишей Enter, отпустите клавишей Escape.
Отпущено: {card}
Положено: {card} — {place}
{item}: пусто
{item}: {target}
Один ответ использован дважды: {target}. Здесь каждый используется один раз.
В этом задании нет такого элемента: {item}.
В этом задании нет такого места: {target}.`,
    "en": `Right: it belongs nowhere
Tap one, then its group. Dragging works too. On a keyboard: Space picks one up, the arrows choose the group.
Tap an answer below, then its place. Dragging works too. On a keyboard: Space picks one up, the arrows choose the place.
Sort into groups
Find what goes with each
{count} item is not where it belongs.|{count} items are not where they belong.
{count} item still has no place.|{count} items still have no place.
Everything has its place.
Not sorted yet
Answers
An answer may be used more than once.
Some belong nowhere: leave them here.
Put it back
Right: {target}
Put back: {card}
Picked up: {card}. Choose a place with the arrows, put it there with Enter, let go with Escape.
Let go: {card}
Put there: {card} — {place}
{item}: empty
{item}: {target}
One answer is used twice: {target}. Here each is used once.
This exercise has no such item: {item}.
This exercise has no such place: {target}.`,
    "uz-Cyrl": `





















`,
  },
};
