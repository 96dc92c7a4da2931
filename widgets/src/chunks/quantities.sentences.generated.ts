// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `quantities.add_column
quantities.add_row
quantities.conversion
quantities.entry
quantities.grid_empty
quantities.grid_right
quantities.grid_size
quantities.grid_transposed
quantities.interval_brackets
quantities.interval_infinity
quantities.interval_order
quantities.interval_other_side
quantities.interval_pieces
quantities.interval_syntax
quantities.is_acceleration
quantities.is_amount
quantities.is_area
quantities.is_charge
quantities.is_current
quantities.is_energy
quantities.is_force
quantities.is_length
quantities.is_mass
quantities.is_money
quantities.is_power
quantities.is_pressure
quantities.is_resistance
quantities.is_speed
quantities.is_temperature
quantities.is_time
quantities.is_voltage
quantities.is_volume
quantities.no_number
quantities.number_right
quantities.number_wrong
quantities.part_blank
quantities.part_carried
quantities.part_partly
quantities.part_right
quantities.part_wrong
quantities.remove_column
quantities.remove_row
quantities.separator
quantities.set_extra
quantities.set_missed
quantities.set_syntax
quantities.size_now
quantities.too_many
quantities.unit_asked
quantities.unit_case
quantities.unit_fits
quantities.unit_missing
quantities.unit_other
quantities.unit_power
quantities.unit_size
quantities.unit_syntax
quantities.unit_too_long
quantities.unit_unknown`,
  tables: {
    "uz": `Ustun qoʻshish
Qator qoʻshish
Birlikdan birlikka oʻtkazishni tekshiring: 3,6; 24; 60 yoki 3600 marta farq qilyapti.
{row}-qator, {column}-ustun
{count} ta katak boʻsh qoldi.
Toʻgʻri yozilgan sonlar: {total} tadan {count} tasi.
Oʻlchami boshqacha boʻlishi kerak: sizda {rows} qator va {columns} ustun.
Sonlari toʻgʻri, lekin qatorlar bilan ustunlar oʻrni almashgan.
Chegaralari toʻgʻri. Endi qavslarga qarang: qaysi uchi oraliqqa kiradi, qaysi biri kirmaydi?
Chegaralari toʻgʻri. Cheksizlik yonida har doim dumaloq qavs qoʻyiladi.
«{text}» oraligʻida chap uchi oʻng uchidan katta. Avval kichik sonni yozing.
Chegaralari toʻgʻri, lekin siz sonlar oʻqining boshqa tomonini oldingiz.
Oraliqlarning {count} tasi toʻgʻri, hammasi boʻlib {total} ta boʻlishi kerak.
«{text}» oraliq sifatida oʻqilmadi. Masalan, shunday yozing: (-∞; 3], [2; 5) ∪ (7; +∞) yoki x > 3.
«{unit}» bilan tezlanish oʻlchanadi.
«{unit}» bilan modda miqdori oʻlchanadi.
«{unit}» bilan yuza oʻlchanadi.
«{unit}» bilan elektr zaryadi oʻlchanadi.
«{unit}» bilan tok kuchi oʻlchanadi.
«{unit}» bilan energiya va ish oʻlchanadi.
«{unit}» bilan kuch oʻlchanadi.
«{unit}» bilan uzunlik oʻlchanadi.
«{unit}» bilan massa oʻlchanadi.
«{unit}» — pul birligi.
«{unit}» bilan quvvat oʻlchanadi.
«{unit}» bilan bosim oʻlchanadi.
«{unit}» bilan qarshilik oʻlchanadi.
«{unit}» bilan tezlik oʻlchanadi.
«{unit}» bilan harorat oʻlchanadi.
«{unit}» bilan vaqt oʻlchanadi.
«{unit}» bilan kuchlanish oʻlchanadi.
«{unit}» bilan hajm oʻlchanadi.
«{unit}» birligi tushunildi, lekin son yoʻq. Sonini ham yozing, masalan: 5 {unit}.
Sonning oʻzi toʻgʻri.
Son hali toʻgʻri emas.
{part}) Javob yozilmagan.
{part}) Oldingi javobingizdan toʻgʻri hisobladingiz: yoʻlingiz toʻgʻri, xato oldingi qismda.
{part}) Qisman toʻgʻri.
{part}) Toʻgʻri.
{part}) Hali toʻgʻri emas.
Ustunni olib tashlash
Qatorni olib tashlash
Vergulni ikki xil oʻqish mumkin: kasr belgisimi yoki sonlarni ajratadimi? Sonlarni nuqta-vergul bilan ajrating: 1,5; 2.
Yozilganlardan {count} tasi bu toʻplamga kirmaydi.
Toʻplamda yana {count} ta element yetishmayapti.
«{text}» toʻplam sifatida oʻqilmadi. Elementlarini nuqta-vergul bilan ajratib, jingalak qavs ichida yozing: {1; 2; 3}. Boʻsh toʻplam: ∅.
Oʻlchami: {rows} qator, {columns} ustun
Sonlar juda koʻp: {count} tagacha son oʻqiladi.
Qiymati toʻgʻri, endi uni soʻralgan birlikka oʻtkazing.
«{unit}» ni ikki xil oʻqish mumkin: katta va kichik harflar farq qiladi (m — milli, M — mega). Birlikni odatdagi harflar bilan yozing, masalan: MPa.
Birligi mos, sonini tekshiring.
Birligini ham yozing: birliksiz bu faqat son.
«{unit}» soʻralgan kattalikning birligi emas.
Birlikning darajasini tekshiring («{unit}»): masalan, uzunlik m, yuza m², hajm m³ bilan oʻlchanadi.
Birlik («{unit}») oʻsha kattalikniki, lekin boshqa oʻlchamda: shu son bilan qiymat boshqacha chiqadi. Birlikning oʻzini yoki kilo-, milli- kabi qoʻshimchasini tekshiring.
«{unit}» yozuvini birlik sifatida oʻqib boʻlmadi. Masalan, shunday yozing: m/s^2 yoki J/(kg·K).
Birlik juda uzun yozilgan: «{unit}…». Uni belgilar bilan qisqaroq yozing, masalan: km/soat.
«{unit}» birligi tanilmadi. Birlikni belgisi yoki nomi bilan yozing, masalan: m, km/soat, kg, °C.`,
    "ru": `Добавить столбец
Добавить строку
Проверьте перевод единиц: ответ отличается в 3,6; 24; 60 или 3600 раз.
Строка {row}, столбец {column}
Осталась {count} пустая клетка.|Остались {count} пустые клетки.|Осталось {count} пустых клеток.|Осталось {count} пустой клетки.
Верных чисел: {count} из {total}.
Размер должен быть другим: у вас строк {rows}, столбцов {columns}.
Числа верные, но строки и столбцы поменялись местами.
Концы верные. Теперь посмотрите на скобки: какой конец входит в промежуток, а какой нет?
Концы верные. Рядом с бесконечностью всегда ставят круглую скобку.
В промежутке «{text}» левый конец больше правого. Сначала пишут меньшее число.
Границы верные, но вы взяли другую часть числовой прямой.
Верных промежутков: {count}, всего их должно быть {total}.
«{text}» не удалось прочитать как промежуток. Запишите, например, так: (-∞; 3], [2; 5) ∪ (7; +∞) или x > 3.
В «{unit}» измеряют ускорение.
В «{unit}» измеряют количество вещества.
В «{unit}» измеряют площадь.
В «{unit}» измеряют электрический заряд.
В «{unit}» измеряют силу тока.
В «{unit}» измеряют энергию и работу.
В «{unit}» измеряют силу.
В «{unit}» измеряют длину.
В «{unit}» измеряют массу.
«{unit}» — денежная единица.
В «{unit}» измеряют мощность.
В «{unit}» измеряют давление.
В «{unit}» измеряют сопротивление.
В «{unit}» измеряют скорость.
В «{unit}» измеряют температуру.
В «{unit}» измеряют время.
В «{unit}» измеряют напряжение.
В «{unit}» измеряют объём.
Единица «{unit}» понятна, но числа нет. Запишите и число, например: 5 {unit}.
Само число верное.
Число пока неверное.
{part}) Ответа нет.
{part}) Из вашего предыдущего ответа вы посчитали верно: ход решения правильный, ошибка раньше.
{part}) Верно отчасти.
{part}) Верно.
{part}) Пока неверно.
Убрать столбец
Убрать строку
Запятую можно прочитать двояко: она отделяет дробную часть или сами числа? Разделяйте числа точкой с запятой: 1,5; 2.
Из записанных чисел {count} не входит в множество.|Из записанных чисел {count} не входят в множество.|Из записанных чисел {count} не входят в множество.|Из записанных чисел {count} не входят в множество.
В множестве не хватает ещё {count} элемента.|В множестве не хватает ещё {count} элементов.|В множестве не хватает ещё {count} элементов.|В множестве не хватает ещё {count} элемента.
«{text}» не удалось прочитать как множество. Запишите элементы в фигурных скобках через точку с запятой: {1; 2; 3}. Пустое множество: ∅.
Размер: строк {rows}, столбцов {columns}
Слишком много чисел: читается не больше {count}.
Значение верное, теперь переведите его в ту единицу, о которой спрашивают.
«{unit}» можно прочитать двояко: большие и малые буквы различаются (м — милли, М — мега). Запишите единицу обычными буквами, например: МПа.
Единица подходит, проверьте число.
Запишите и единицу: без неё это только число.
«{unit}» — единица не той величины, которую спрашивают.
Проверьте степень единицы («{unit}»): длину, например, измеряют в м, площадь в м², объём в м³.
Единица («{unit}») той же величины, но другого размера: с этим числом получается другое значение. Проверьте саму единицу и приставку: кило-, милли-.
«{unit}» не удалось прочитать как единицу. Запишите, например, так: м/с^2 или Дж/(кг·К).
Единица записана слишком длинно: «{unit}…». Запишите её короче, знаками, например: км/ч.
Единица «{unit}» не распознана. Запишите её знаком или словом, например: м, км/ч, кг, °C.`,
    "en": `Add a column
Add a row
Check how you converted the units: it is out by 3.6, 24, 60 or 3600.
Row {row}, column {column}
{count} field is empty.|{count} fields are empty.
Right numbers: {count} of {total}.
The size should be different: yours has {rows} rows and {columns} columns.
The numbers are right, but rows and columns have changed places.
The ends are right. Now look at the brackets: which end belongs to the interval, and which does not?
The ends are right. Beside infinity there is always a round bracket.
In “{text}” the left end is greater than the right one. Write the smaller number first.
The boundaries are right, but you took the other side of the number line.
Right pieces: {count}; there should be {total} in all.
“{text}” could not be read as an interval. Write it like this, for example: (-∞; 3], [2; 5) ∪ (7; +∞) or x > 3.
“{unit}” measures acceleration.
“{unit}” measures the amount of a substance.
“{unit}” measures area.
“{unit}” measures electric charge.
“{unit}” measures electric current.
“{unit}” measures energy and work.
“{unit}” measures force.
“{unit}” measures length.
“{unit}” measures mass.
“{unit}” is a unit of money.
“{unit}” measures power.
“{unit}” measures pressure.
“{unit}” measures resistance.
“{unit}” measures speed.
“{unit}” measures temperature.
“{unit}” measures time.
“{unit}” measures voltage.
“{unit}” measures volume.
The unit “{unit}” was understood, but there is no number. Write the number too, for example 5 {unit}.
The number itself is right.
The number is not right yet.
{part}) No answer was given.
{part}) You worked this out rightly from your earlier answer: the method is right, the mistake lies before it.
{part}) Partly right.
{part}) Right.
{part}) Not right yet.
Remove a column
Remove a row
The comma can be read in two ways: does it mark decimals or part the numbers? Part the numbers with semicolons: 1.5; 2.
{count} of the numbers does not belong to the set.|{count} of the numbers do not belong to the set.
{count} more element is missing.|{count} more elements are missing.
“{text}” could not be read as a set. Write its elements in braces, parted by semicolons: {1; 2; 3}. The empty set: ∅.
Size: {rows} by {columns}
There are too many numbers: at most {count} are read.
The value is right; now convert it into the unit that is asked for.
“{unit}” can be read in two ways: capitals matter (m is milli, M is mega). Write the unit with its usual letters, for example MPa.
The unit fits; check the number.
Write the unit too: without it this is only a number.
“{unit}” is not a unit of what is asked for.
Check the power of the unit (“{unit}”): length, for example, is measured in m, area in m², volume in m³.
The unit (“{unit}”) measures the right thing but is of another size, so the value comes out different. Check the unit and its prefix: kilo-, milli-.
“{unit}” could not be read as a unit. Write it like this, for example: m/s^2 or J/(kg·K).
The unit is written at too great a length: “{unit}…”. Use symbols, for example km/h.
The unit “{unit}” was not recognised. Write its symbol or its name, for example m, km/h, kg, °C.`,
    "uz-Cyrl": `
























































`,
  },
};
