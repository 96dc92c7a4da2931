// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const KEYS = `marking.blank
marking.close
marking.extra_options
marking.failed
marking.false
marking.figures
marking.form_decimal
marking.form_fraction
marking.form_integer
marking.form_reduced
marking.lookalikes
marking.missed_options
marking.not_text
marking.partly
marking.power_of_ten
marking.right
marking.sign
marking.too_long
marking.true
marking.understood_as
marking.unknown_option
marking.unreadable
marking.wrong
number.ambiguous
number.empty
number.expression
number.grouping
number.not_a_number
number.too_large
number.too_long
number.two_numbers
number.unit
number.zero_denominator
widget.another
widget.answer_first
widget.attempts_left
widget.check
widget.confidence
widget.confidence_1
widget.confidence_2
widget.confidence_3
widget.confidence_help
widget.disconnected
widget.earlier_answer
widget.exercise
widget.explanation
widget.failed
widget.graded
widget.graded_later
widget.hint_of
widget.language
widget.language_en
widget.language_ru
widget.language_uz
widget.language_uz_cyrl
widget.marked
widget.no_attempts_left
widget.not_answered
widget.offline_kept
widget.partly
widget.points
widget.practice
widget.read_only
widget.reason_attempts
widget.reason_changed
widget.reason_denied
widget.reason_disconnected
widget.reason_disk_full
widget.reason_gone
widget.reason_io
widget.reason_quota
widget.reason_read_only
widget.reason_unknown
widget.reason_unreadable
widget.right
widget.save
widget.save_again
widget.saved
widget.saving
widget.score_of
widget.select_many
widget.select_one
widget.select_true_false
widget.show_hint
widget.understood_as
widget.unmarked
widget.unsaved
widget.wrong
widget.your_answer`;

export const SENTENCES: Readonly<Record<string, string>> = {
  "uz": `Javob berilmagan.
Juda yaqin! Yaxlitlashni tekshirib koʻring: oraliq natijalarni yaxlitlamang.
Tanlanganlardan {count} tasi toʻgʻri emas.
Tekshirishda xato yuz berdi. Bu sizning aybingiz emas: javobingiz saqlangan, uni oʻqituvchi koʻrib chiqadi.
Notoʻgʻri
Qiymati toʻgʻri, endi uni {count} ta qiymatli raqam bilan yozing.
Qiymati toʻgʻri, endi uni oʻnli kasr koʻrinishida yozing, masalan 0,75.
Qiymati toʻgʻri, endi uni oddiy kasr koʻrinishida yozing, masalan 3/4.
Qiymati toʻgʻri, endi uni butun son koʻrinishida yozing.
Qiymati toʻgʻri, endi kasrni qisqartiring: surat va maxrajni ularning umumiy boʻluvchisiga boʻling.
Soʻz ichida oʻxshash koʻrinadigan boshqa alifbo harfi bor (masalan, lotincha «c» va kirillcha «с»). Klaviatura tilini tekshiring; javob toʻgʻri harflar bilan oʻqildi.
Toʻgʻri variantlardan {count} tasi tanlanmagan.
Bu yerda matn yoki son kutilgan edi, boshqa narsa keldi.
Qisman toʻgʻri. Yana bir qarab chiqing.
Raqamlari toʻgʻri, vergulning oʻrnini tekshiring: 10, 100 yoki 1000 marta farq qilyapti.
Toʻgʻri, barakalla!
Sonning oʻzi toʻgʻri, ishorasini tekshiring.
Javob juda uzun: {count} tagacha belgi oʻqiladi.
Toʻgʻri
Shunday tushunildi: {text}
Bunday variant yoʻq: {option}. Roʻyxatdan tanlang.
Javob tushunarsiz boʻldi. Uni soddaroq qilib yozib koʻring.
Hali toʻgʻri emas. Savolni yana bir oʻqib, qayta urinib koʻring.
Bu yozuvni ikki xil oʻqish mumkin: vergul yoki nuqta kasr belgisimi yoki mingliklarni ajratadimi? Mingliklarni boʻsh joy bilan ajrating: 1 234.
Hali son yozilmagan.
«{text}» — bu hisoblash yoki qoʻshimcha belgilar bilan yozuv. Hisoblab, faqat natijaning oʻzini yozing, masalan: 3,5 yoki 3/4.
«{text}» sonida raqamlar guruhlari tushunarsiz. Mingliklarni uchtadan boʻsh joy bilan ajrating: 1 234 567. Kasr qismini vergul yoki nuqtadan keyin yozing: 1234,5.
«{text}» son sifatida oʻqilmadi. Javobni raqamlar bilan yozing, masalan: 12, 3,5 yoki 3/4.
Daraja koʻrsatkichi juda katta: −{count} va {count} oraligʻida boʻlsin.
Yozuv juda uzun: son uchun {count} tagacha belgi yetadi.
Bu yerda bittadan ortiq son koʻrinadi: {first} va {second}. Bitta son yozing.
{number} soni va «{unit}» birligi tushunildi. Bu yerga faqat sonning oʻzini yozing, birliksiz.
Maxraj nol boʻlmaydi: {numerator} ni nolga boʻlib boʻlmaydi.
Yana bitta shunga oʻxshash
Avval javob bering, keyin tekshiramiz.
Yana {count} ta urinish bor
Tekshirish
Javobingizga qanchalik ishonasiz?
Unchalik emas
Ancha ishonaman
Aminman
Toʻgʻri boʻlsa 1, 2 yoki 3; notoʻgʻri boʻlsa 0, −2 yoki −6. Rostini ayting: amin boʻlmasangiz, tavakkal qilmang.
Aloqa yoʻq
Avvalgi javobingiz haqida:
Mashq
Tushuntirish
Tekshirib boʻlmadi
Baholanadi
Javob saqlandi. U ish topshirilgandan keyin baholanadi.
{total} ta maslahatdan {number}-chisi
Til
English
Русский
Oʻzbekcha
Ўзбекча
Baholandi
Urinishlar tugadi
Javob berilmagan
Aloqa yoʻq, lekin javobingiz shu qurilmada saqlab turibdi. Aloqa tiklanganda oʻzi yuboriladi.
Qisman toʻgʻri
{count} ball
Mashq uchun
Bu javobni endi oʻzgartirib boʻlmaydi
Urinishlar tugagan, shuning uchun yangi javob qabul qilinmadi. Avvalgi javobingiz saqlangan.
Bu orada topshiriq yangilandi. Sahifani yangilang va yana javob bering.
Jildga yozishga ruxsat yoʻq. Oʻqituvchingizga ayting.
Daftar yadrosi bilan aloqa yoʻq. Katakni qayta ishga tushiring.
Diskda joy qolmagan. Keraksiz fayllarni oʻchirib, qayta saqlang.
Javoblar jildi topilmadi. Sahifani yangilab, qayta saqlang.
Diskka yozishda xato yuz berdi. Qayta saqlab koʻring.
Sizga ajratilgan joy tugadi. Keraksiz fayllarni oʻchirib, qayta saqlang.
Bu jild faqat oʻqish uchun. Darsni oʻz jildingizga koʻchirib oling.
Javob hali saqlanmadi. Qayta saqlab koʻring.
Javobni qabul qilib boʻlmadi. Uni soddaroq yozib, qayta saqlang.
Toʻgʻri
Saqlash
Qayta saqlash
Saqlandi
Saqlanmoqda…
{total} balldan {score}
Toʻgʻri variantlarning hammasini tanlang
Bitta variantni tanlang
Bu toʻgʻrimi?
Maslahat olish ({number}/{total})
Shunday tushunildi: {text}
Hali baholanmagan
Saqlanmagan
Notoʻgʻri
Javobingiz`,
  "ru": `Ответа нет.
Очень близко! Проверьте округление: промежуточные результаты не округляйте.
Среди выбранных {count} вариант неверен.|Среди выбранных {count} варианта неверны.|Среди выбранных {count} вариантов неверны.|Среди выбранных {count} варианта неверны.
При проверке произошла ошибка. Вы ни при чём: ответ сохранён, его посмотрит учитель.
Неверно
Значение верное, теперь запишите его с {count} значащей цифрой.|Значение верное, теперь запишите его с {count} значащими цифрами.|Значение верное, теперь запишите его с {count} значащими цифрами.|Значение верное, теперь запишите его с {count} значащей цифры.
Значение верное, теперь запишите его десятичной дробью, например 0,75.
Значение верное, теперь запишите его обыкновенной дробью, например 3/4.
Значение верное, теперь запишите его целым числом.
Значение верное, теперь сократите дробь: разделите числитель и знаменатель на их общий делитель.
В слове есть похожая буква другого алфавита (например, латинская «c» и русская «с»). Проверьте раскладку клавиатуры; ответ прочитан с нужными буквами.
Не выбран ещё {count} верный вариант.|Не выбраны ещё {count} верных варианта.|Не выбраны ещё {count} верных вариантов.|Не выбраны ещё {count} верного варианта.
Здесь ожидался текст или число, а пришло нечто другое.
Верно отчасти. Посмотрите ещё раз.
Цифры верные, проверьте место запятой: ответ отличается в 10, 100 или 1000 раз.
Верно, молодец!
Само число верное, проверьте знак.
Ответ слишком длинный: читается до {count} знака.|Ответ слишком длинный: читается до {count} знаков.|Ответ слишком длинный: читается до {count} знаков.|Ответ слишком длинный: читается до {count} знака.
Верно
Понято так: {text}
Такого варианта нет: {option}. Выберите из списка.
Ответ не удалось понять. Попробуйте записать его проще.
Пока неверно. Прочитайте вопрос ещё раз и попробуйте снова.
Эту запись можно прочитать двояко: запятая или точка отделяет дробную часть или тысячи? Тысячи отделяйте пробелом: 1 234.
Число пока не записано.
«{text}» — это выражение или запись с лишними знаками. Вычислите и запишите только результат, например: 3,5 или 3/4.
В записи «{text}» непонятно деление на группы. Отделяйте по три цифры пробелом: 1 234 567. Дробную часть пишите после запятой или точки: 1234,5.
«{text}» не удалось прочитать как число. Запишите ответ цифрами, например: 12, 3,5 или 3/4.
Показатель степени слишком велик: он должен быть от −{count} до {count}.
Запись слишком длинная: для числа хватит {count} знака.|Запись слишком длинная: для числа хватит {count} знаков.|Запись слишком длинная: для числа хватит {count} знаков.|Запись слишком длинная: для числа хватит {count} знака.
Здесь видно больше одного числа: {first} и {second}. Запишите одно число.
Понятно: число {number} и единица «{unit}». Здесь нужно только само число, без единицы.
Знаменатель не может быть нулём: {numerator} нельзя разделить на ноль.
Ещё одно похожее
Сначала ответьте, потом проверим.
Осталась {count} попытка|Остались {count} попытки|Осталось {count} попыток|Осталось {count} попытки
Проверить
Насколько вы уверены в ответе?
Не очень
Скорее уверен
Точно уверен
Если верно: 1, 2 или 3; если неверно: 0, −2 или −6. Отвечайте честно: не уверены — не рискуйте.
Нет связи
О вашем прежнем ответе:
Упражнение
Объяснение
Не удалось проверить
На оценку
Ответ сохранён. Он будет оценён после сдачи работы.
Подсказка {number} из {total}
Язык
English
Русский
Oʻzbekcha
Ўзбекча
Оценено
Попыток больше нет
Ответа пока нет
Связи нет, но ответ сохранён на этом устройстве. Он отправится сам, когда связь появится.
Верно отчасти
{count} балл|{count} балла|{count} баллов|{count} балла
Для тренировки
Этот ответ уже нельзя изменить
Попыток больше нет, поэтому новый ответ не принят. Прежний ответ сохранён.
Задание тем временем обновилось. Обновите страницу и ответьте ещё раз.
Нет права записывать в папку. Скажите учителю.
Нет связи с ядром блокнота. Запустите ячейку заново.
На диске нет места. Удалите ненужные файлы и сохраните снова.
Папка с ответами не найдена. Обновите страницу и сохраните снова.
Ошибка записи на диск. Попробуйте сохранить снова.
Отведённое вам место закончилось. Удалите ненужные файлы и сохраните снова.
Эта папка только для чтения. Скопируйте урок в свою папку.
Ответ пока не сохранён. Попробуйте сохранить снова.
Ответ не удалось принять. Запишите его проще и сохраните снова.
Верно
Сохранить
Сохранить снова
Сохранено
Сохраняется…
{score} из {total}
Выберите все верные варианты
Выберите один вариант
Верно ли это?
Показать подсказку ({number}/{total})
Понято так: {text}
Пока не оценено
Не сохранено
Неверно
Ваш ответ`,
  "en": `No answer was given.
Very close! Check your rounding: do not round the steps in between.
{count} of the chosen options is not right.|{count} of the chosen options are not right.
Something went wrong while marking. It is not your fault: your answer is kept, and your teacher will look at it.
False
The value is right; now write it with {count} significant figure.|The value is right; now write it with {count} significant figures.
The value is right; now write it as a decimal, for example 0.75.
The value is right; now write it as a fraction, for example 3/4.
The value is right; now write it as a whole number.
The value is right; now reduce the fraction: divide top and bottom by what they have in common.
A word has a letter of another alphabet that looks the same (Latin “c” and Cyrillic “с”, for example). Check the keyboard’s language; the answer was read with the right letters.
{count} right option was not chosen.|{count} right options were not chosen.
A text or a number was expected here, and something else came.
Partly right. Have another look.
The digits are right; check where the decimal point stands: it is out by 10, 100 or 1000.
That is right, well done!
The number itself is right; check its sign.
The answer is too long: up to {count} character is read.|The answer is too long: up to {count} characters are read.
True
Understood as: {text}
There is no such option: {option}. Choose one from the list.
The answer could not be understood. Try writing it more simply.
Not right yet. Read the question again and have another try.
This can be read in two ways: does the comma or point mark decimals or thousands? Write thousands with a space: 1 234.
No number has been written yet.
“{text}” is a calculation, or has extra signs. Work it out and write only the result, for example 3.5 or 3/4.
The groups of digits in “{text}” are not clear. Group by threes with a space: 1 234 567. Write decimals after a point or comma: 1234.5.
“{text}” could not be read as a number. Write it in digits, for example 12, 3.5 or 3/4.
The power of ten is too large: keep it between −{count} and {count}.
That is too long: a number needs at most {count} characters.
There seems to be more than one number here: {first} and {second}. Write one number.
The number {number} and the unit “{unit}” were understood. Write only the number here, without the unit.
The denominator cannot be zero: {numerator} cannot be divided by zero.
Another one like this
Give an answer first, then we will check it.
{count} attempt left|{count} attempts left
Check
How sure are you of your answer?
Not very
Fairly
Very
If right: 1, 2 or 3; if wrong: 0, −2 or −6. Be honest: if you are not sure, do not gamble.
Disconnected
About your earlier answer:
Exercise
Explanation
Could not be marked
Graded
Your answer is saved. It will be marked after the work is handed in.
Hint {number} of {total}
Language
English
Русский
Oʻzbekcha
Ўзбекча
Marked
No attempts left
Not answered yet
There is no connection, but your answer is kept on this device. It will be sent by itself when the connection is back.
Partly right
{count} point|{count} points
Practice
This answer can no longer be changed
There are no attempts left, so the new answer was not taken. Your earlier answer is kept.
The exercise has changed meanwhile. Reload the page and answer once more.
Writing into the folder is not allowed. Tell your teacher.
The notebook’s kernel does not answer. Run the cell again.
The disk is full. Delete files you no longer need and save again.
The folder of answers is not there. Reload the page and save again.
Writing to the disk failed. Try to save again.
Your share of the disk is used up. Delete files you no longer need and save again.
This folder can only be read. Copy the lesson into a folder of your own.
The answer is not saved yet. Try to save again.
The answer could not be taken. Write it more simply and save again.
Right
Save
Save again
Saved
Saving…
{score} out of {total}
Choose every right option
Choose one option
Is this true?
Show a hint ({number}/{total})
Understood as: {text}
Not marked yet
Not saved
Not right
Your answer`,
  "uz-Cyrl": `


















































English

Oʻzbekcha


































`,
};
