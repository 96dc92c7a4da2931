// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `lab_lever.balance
lab_lever.left
lab_lever.left_mass
lab_lever.left_place
lab_lever.level
lab_lever.record
lab_lever.right
lab_lever.right_mass
lab_lever.right_place
lab_lever.second_mass
lab_lever.second_place
lab_lever.state
lab_lever.state_second
lab_lever.unknown`,
  tables: {
    "uz": `Richag
chapi pastga tushdi
Chapdagi yuk
Chapdagi ilgak
muvozanatda
Natijani jadvalga yozish
oʻngi pastga tushdi
Oʻngdagi yuk
Oʻngdagi ilgak
Oʻngdagi ikkinchi yuk
Oʻngdagi ikkinchi ilgak
Richag. Chapda {left_place}-ilgakda yuk: {left_mass}. Oʻngda {right_place}-ilgakda yuk: {right_mass}. Holati: {balance}.
Oʻngda yana {second_place}-ilgakda yuk: {second_mass}.
nomaʼlum`,
    "ru": `Рычаг
левая сторона вниз
Груз слева
Крючок слева
в равновесии
Записать результат в таблицу
правая сторона вниз
Груз справа
Крючок справа
Второй груз справа
Второй крючок справа
Рычаг. Слева на крючке {left_place} груз: {left_mass}. Справа на крючке {right_place} груз: {right_mass}. Положение: {balance}.
Справа ещё на крючке {second_place} груз: {second_mass}.
неизвестно`,
    "en": `Lever
left side down
Weight on the left
Hook on the left
level
Record the result
right side down
Weight on the right
Hook on the right
Second weight on the right
Second hook on the right
A lever. On the left, on hook {left_place}, weight: {left_mass}. On the right, on hook {right_place}, weight: {right_mass}. It is: {balance}.
On the right there is more: on hook {second_place}, weight: {second_mass}.
unknown`,
    "uz-Cyrl": `












`,
  },
};
