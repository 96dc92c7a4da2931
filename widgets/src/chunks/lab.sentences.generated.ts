// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `lab.chart_over
lab.conclusion
lab.delete
lab.deleted
lab.erased
lab.experiment
lab.export
lab.few_found
lab.few_levels
lab.few_readings
lab.few_repeats
lab.field_empty
lab.field_wrong
lab.fix
lab.fixed
lab.full
lab.many_at_a_time
lab.met
lab.narrow_range
lab.no_fit
lab.no_prediction
lab.no_rows
lab.not_from_rows
lab.nudge
lab.other_prediction
lab.pick
lab.predict
lab.prediction
lab.recorded
lab.refused
lab.reset
lab.reset_no
lab.reset_sure
lab.reset_yes
lab.run
lab.stop
lab.table
lab.too_many_rows
lab.trial
lab.understood
lab.unit_degrees
lab.unit_g
lab.unit_m
lab.unit_m_s2
lab.unit_min
lab.unit_s
lab.unreadable`,
  tables: {
    "uz": `Grafikning gorizontal oʻqida
Xulosa
{number}-oʻlchovni oʻchirish
{number}-oʻlchov oʻchirildi.
Tajriba boshidan boshlandi.
Tajriba
Jadvalni CSV faylga olish
Topilgan turli holatlar: {done}. Kamida {needed} ta kerak.
«{control}» uchun turli qiymatlar soni: {done}. Kamida {needed} ta kerak.
Oʻlchovlar soni: {done}. Kamida {needed} ta kerak.
Bir xil sharoitda takrorlang: kamida {needed} martadan, turli sharoitlar soni: {times}. Shunda tasodifiy xatoni koʻrasiz.
Jadval ostidagi savollarning hammasiga javob yozilmagan.
Xulosadagi javob hali toʻgʻri emas. Jadvalga yana bir qarang.
Taxminimni belgilab, tajribani boshlash
Taxmin yozib qoʻyildi. Endi uni tajribada sinang.
Jadval toʻldi: unga {count} ta oʻlchov sigʻadi. Keraksizini oʻchiring.
Bir vaqtda bir nechta narsa oʻzgargan. Faqat «{control}»ni oʻzgartirib, qolganini tegmay, kamida {needed} xil qiymatda oʻlchang.
Tajribaning {total} ta talabidan {done} tasi bajarildi.
«{control}»: qiymatlar bir-biriga juda yaqin. Kichigidan kattasigacha kengroq oling.
Hozircha jadvaldan bu kattalikni hisoblab boʻlmaydi: oʻlchovlar yetarli emas.
Taxmin qilinmagan.
Hali oʻlchov yoʻq. Moslamani sozlab, birinchi oʻlchovni yozing.
Yozgan qiymatingiz oʻzingizning oʻlchovlaringizdan chiqmaydi. Hisobni va birliklarni tekshiring.
Bir qadam
Tajriba taxminingizni tasdiqlamadi. Bu ham foydali: nega shunday boʻlganini oʻylab koʻring.
Tanlang
Avval taxmin qiling
Taxmin
{number}-oʻlchov yozildi: {reading}
Jadvaldagi {count} ta qator hisobga olinmadi: bunday sharoitda moslama boshqa natija koʻrsatadi. Faqat oʻzingiz oʻlchagan qatorlar hisoblanadi.
Tajribani boshidan boshlash
Yoʻq, qolsin
Jadval va taxmin oʻchadi. Rostdan ham boshidan boshlaysizmi?
Ha, boshidan
Harakatni koʻrsatish
Toʻxtatish
Oʻlchovlar jadvali
Jadvalda oʻlchovlar juda koʻp: {count} tagacha boʻladi.
Takror
Tushunildi: {text}
°
g
m
m/s²
min
s
Tajriba jadvalini oʻqib boʻlmadi. Oʻlchovlarni shu mashqning oʻzida yozing.`,
    "ru": `По горизонтали на графике
Вывод
Удалить измерение {number}
Измерение {number} удалено.
Опыт начат заново.
Опыт
Скачать таблицу (CSV)
Найдено разных положений: {done}, а нужно не меньше {needed}.
«{control}»: разных значений {done}, а нужно не меньше {needed}.
Измерений: {done}, а нужно не меньше {needed}.
Повторите измерения при одинаковых условиях: не меньше {needed} раз, разных условий: {times}. Так видна случайная ошибка.
Не на все вопросы под таблицей есть ответ.
Ответ в выводе пока неверен. Посмотрите ещё раз на таблицу.
Записать предсказание и начать опыт
Предсказание записано. Теперь проверьте его на опыте.
Таблица заполнена: в неё входит {count} измерение. Удалите ненужное.|Таблица заполнена: в неё входит {count} измерения. Удалите ненужное.|Таблица заполнена: в неё входит {count} измерений. Удалите ненужное.|Таблица заполнена: в неё входит {count} измерения. Удалите ненужное.
Одновременно менялось несколько величин. Меняйте только «{control}», остальное не трогайте: нужно не меньше {needed} разных значений.
Выполнено требований к опыту: {done} из {total}.
«{control}»: значения слишком близки друг к другу. Возьмите более широкий промежуток.
Пока по таблице эту величину не вычислить: не хватает измерений.
Предсказание не сделано.
Измерений пока нет. Настройте установку и запишите первое.
Ваше значение не следует из ваших же измерений. Проверьте вычисления и единицы.
Один шаг
Опыт не подтвердил предсказание. Это тоже полезно: подумайте, почему так вышло.
Выберите
Сначала предскажите
Предсказание
Записано измерение {number}: {reading}
{count} строка таблицы не засчитана: при таких условиях установка показывает другое. Считаются только строки, которые вы измерили сами.|{count} строки таблицы не засчитаны: при таких условиях установка показывает другое. Считаются только строки, которые вы измерили сами.|{count} строк таблицы не засчитано: при таких условиях установка показывает другое. Считаются только строки, которые вы измерили сами.|{count} строки таблицы не засчитано: при таких условиях установка показывает другое. Считаются только строки, которые вы измерили сами.
Начать опыт заново
Нет, оставить
Таблица и предсказание сотрутся. Точно начать заново?
Да, заново
Показать движение
Остановить
Таблица измерений
В таблице слишком много измерений: можно не больше {count}.|В таблице слишком много измерений: можно не больше {count}.|В таблице слишком много измерений: можно не больше {count}.|В таблице слишком много измерений: можно не больше {count}.
Повтор
Понято: {text}
°
г
м
м/с²
мин
с
Не удалось прочитать таблицу опыта. Записывайте измерения в самом задании.`,
    "en": `Along the bottom of the graph
Conclusion
Delete reading {number}
Reading {number} deleted.
The experiment starts from the beginning.
Experiment
Save the table (CSV)
Different settings found: {done}; at least {needed} are needed.
“{control}”: {done} different values so far; at least {needed} are needed.
Readings so far: {done}; at least {needed} are needed.
Repeat readings under the same conditions: at least {needed} times, at {times} settings. That shows the chance in them.
Not every question below the table has an answer.
An answer in the conclusion is not right yet. Look at your table again.
Fix my prediction and start
Your prediction is fixed. Now put it to the test.
The table is full: it holds {count} reading. Delete one that you do not need.|The table is full: it holds {count} readings. Delete one that you do not need.
Several things changed at a time. Change only “{control}” and leave the rest alone, for at least {needed} different values.
Goals of the experiment reached: {done} of {total}.
“{control}”: the values lie too close together. Take a wider range, from small to large.
This cannot be worked out from the table yet: readings are missing.
No prediction was made.
No readings yet. Set up the experiment and record the first one.
Your value does not follow from your own readings. Check the calculation and the units.
One step
The experiment did not bear out your prediction. That is worth knowing too: think about why.
Choose
First, predict
Prediction
Reading {number} recorded: {reading}
{count} row of the table did not count: set up like that, the experiment shows something else. Only what you measured yourself counts.|{count} rows of the table did not count: set up like that, the experiment shows something else. Only what you measured yourself counts.
Start over
No, keep it
The table and the prediction will be erased. Start over?
Yes, start over
Show the motion
Stop
Table of readings
There are too many readings in the table: at most {count} is allowed.|There are too many readings in the table: at most {count} are allowed.
Repeat
Understood: {text}
°
g
m
m/s²
min
s
The table of the experiment could not be read. Record the readings in the exercise itself.`,
    "uz-Cyrl": `













































`,
  },
};
