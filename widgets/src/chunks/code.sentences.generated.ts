// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `code.case_ended
code.case_hidden
code.case_not_raised
code.case_printed
code.case_raised
code.case_raised_somewhere
code.case_slow
code.case_untried
code.case_value
code.cell
code.column_call
code.column_expected
code.column_seen
code.editor
code.error_AssertionError
code.error_AttributeError
code.error_EOFError
code.error_FileNotFoundError
code.error_IndexError
code.error_KeyError
code.error_KeyboardInterrupt
code.error_MemoryError
code.error_ModuleNotFoundError
code.error_NameError
code.error_RecursionError
code.error_TypeError
code.error_UnboundLocalError
code.error_ValueError
code.error_ZeroDivisionError
code.examples
code.figure_data
code.figure_kind
code.figure_legend
code.figure_missing
code.figure_title
code.figure_xlabel
code.figure_ylabel
code.not_defined
code.not_tried
code.rule_avoids
code.rule_uses
code.run
code.syntax
code.syntax_assign
code.syntax_closed
code.syntax_colon
code.syntax_indent
code.syntax_letter
code.syntax_string
code.too_deep
code.typed`,
  tables: {
    "uz": `{name}: dastur kutilmaganda toʻxtab qoldi.
{name} tekshiruv hali toʻgʻri emas. Chegaraviy hollarni oʻylab koʻring: boʻsh roʻyxat, nol, manfiy son.
{name}: bu yerda dastur xato (exception) bildirishi kerak edi.
{name}: «{wanted}» chiqarilishi kerak edi, «{seen}» chiqdi.
{name}: {line}-qatorda {error}: {message}
{name}: {error}: {message}
{name}: juda uzoq ishladi va toʻxtatildi. Toʻxtamaydigan sikl yoʻqmi?
{name}: sinab koʻrilmadi.
{name}: kutilgan natija {wanted}, chiqqani {seen}.
Javobni daftar katagida ham yozish mumkin: katakni ishga tushiring, javob shu yerga koʻchadi.
Chaqiruv
Kutiladi
Chiqdi
Dastur matni
Dasturdagi assert sharti bajarilmadi.
Bu qiymatda bunday usul yoki xossa yoʻq: turini va nomning imlosini tekshiring.
Dastur kiritilganidan koʻproq qator soʻradi: input() necha marta chaqirilishini tekshiring.
Bunday fayl yoʻq: nomi va joyini tekshiring.
Roʻyxatda bunday oʻrin yoʻq: sanash 0 dan boshlanadi, oxirgisi uzunlikdan bitta kam.
Lugʻatda bunday kalit yoʻq. Avval in bilan tekshiring yoki get dan foydalaning.
Dastur toʻxtatildi.
Dastur juda koʻp xotira soʻradi.
Bunday modul topilmadi: nomini tekshiring.
Bu nom hali hech narsani anglatmaydi: imlosini tekshiring yoki avval unga qiymat bering.
Funksiya oʻzini toʻxtovsiz chaqirmoqda: toʻxtash sharti kerak.
Turlar mos emas: masalan, matn bilan son qoʻshilgan yoki funksiyaga berilgan qiymatlar soni boshqa.
Oʻzgaruvchiga funksiya ichida qiymat berilishidan oldin murojaat qilingan.
Turi toʻgʻri, lekin qiymati yaramaydi: masalan, int("abc").
Nolga boʻlib boʻlmaydi: boʻlishdan oldin nol emasligini tekshiring.
Misollar
Grafikdagi maʼlumotlar soʻralganidan farq qiladi.
Grafikning turi boshqacha: chiziq, nuqtalar yoki ustunlar soʻralgan.
Grafikda shartli belgilar (legend) yetishmaydi.
Grafik chizilmagan.
Grafikning sarlavhasi yetishmaydi yoki boshqacha.
Gorizontal oʻqning yozuvi yetishmaydi yoki boshqacha.
Vertikal oʻqning yozuvi yetishmaydi yoki boshqacha.
Dasturda «{name}» topilmadi. Funksiyani aynan shu nom bilan yozing: def {name}(…):
Dastur hali sinab koʻrilmagan. Yadro ishlayotganda javobni qayta topshiring.
Yechim «{name}» ishlatmasdan yozilsin.
Yechimda «{name}» ishlatilsin.
Sinab koʻrish
{line}-qatorni Python oʻqiy olmadi. Belgilar tartibini tekshiring.
{line}-qator: bitta = qiymat beradi, solishtirish uchun == yozing.
{line}-qatorda qavs ochilgan, lekin yopilmagan yoki ortiqcha qavs bor.
{line}-qator oxirida ikki nuqta (:) yetishmaydi.
{line}-qatorning boshidagi boʻsh joylar notoʻgʻri: bir blok ichidagi qatorlar bir xil surilgan boʻlsin.
{line}-qatorda Python tushunmaydigan belgi bor. Qoʻshtirnoq va chiziqchalarni klaviaturadan qayta yozing.
{line}-qatorda matn qoʻshtirnogʻi yopilmagan.
Dastur juda chuqur ichma-ich yozilgan. Uni soddaroq qismlarga boʻling.
Kiritiladi`,
    "ru": `{name}: программа неожиданно прервалась.
Проверка {name} пока не пройдена. Подумайте о крайних случаях: пустой список, ноль, отрицательное число.
{name}: здесь программа должна была сообщить об ошибке (exception).
{name}: должно быть напечатано «{wanted}», напечатано «{seen}».
{name}: в строке {line} возникло {error}: {message}
{name}: {error}: {message}
{name}: работало слишком долго и было остановлено. Нет ли бесконечного цикла?
{name}: не было запущено.
{name}: ожидалось {wanted}, получилось {seen}.
Ответ можно написать и в ячейке тетради: запустите её, и текст появится здесь.
Вызов
Ожидается
Получилось
Текст программы
Условие assert в программе не выполнено.
У этого значения нет такого метода или свойства: проверьте тип и написание.
Программа запросила больше строк, чем введено: проверьте, сколько раз вызывается input().
Такого файла нет: проверьте имя и место.
В списке нет такого места: счёт идёт с 0, последний номер на единицу меньше длины.
В словаре нет такого ключа. Проверьте через in или возьмите get.
Программа была остановлена.
Программа запросила слишком много памяти.
Такой модуль не найден: проверьте название.
Это имя ещё ничего не обозначает: проверьте написание или сначала присвойте значение.
Функция бесконечно вызывает саму себя: нужно условие остановки.
Типы не подходят: например, складываются текст и число или функции передано не то количество значений.
К переменной обратились раньше, чем ей присвоили значение внутри функции.
Тип верный, но значение не подходит: например, int("abc").
На ноль делить нельзя: проверьте делитель перед делением.
Примеры
Данные на графике отличаются от нужных.
График другого вида: просили линию, точки или столбцы.
На графике нет легенды.
График не нарисован.
У графика нет нужного заголовка.
У горизонтальной оси нет нужной подписи.
У вертикальной оси нет нужной подписи.
В программе не найдено «{name}». Определите функцию точно с этим именем: def {name}(…):
Программа ещё не была запущена. Сдайте ответ ещё раз, когда ядро работает.
Решите без «{name}».
В решении нужно использовать «{name}».
Проверить на примерах
Python не смог прочитать строку {line}. Проверьте порядок знаков.
Строка {line}: один знак = присваивает, для сравнения нужны два: ==.
В строке {line} скобка не закрыта или есть лишняя.
В конце строки {line} не хватает двоеточия (:).
Неверный отступ в строке {line}: строки одного блока начинаются с одинаковым отступом.
В строке {line} есть знак, непонятный Python. Наберите кавычки и тире заново с клавиатуры.
В строке {line} не закрыта кавычка.
В программе слишком глубокая вложенность. Разделите её на более простые части.
Вводится`,
    "en": `{name}: the program ended unexpectedly.
Check {name} is not right yet. Think of the edge cases: an empty list, zero, a negative number.
{name}: here the program should have raised an error.
{name}: it should print “{wanted}”, but it printed “{seen}”.
{name}: line {line} raised {error}: {message}
{name}: {error}: {message}
{name}: it ran too long and was stopped. Is there a loop that never ends?
{name}: it was not tried.
{name}: expected {wanted}, but it gave {seen}.
You can also write it in a cell of the notebook: run the cell, and it comes in here.
Call
Expected
Came out
The program
An assert in the program did not hold.
That value has no such method or attribute: check its type and the spelling.
The program asked for more lines than were typed: count how often input() is called.
There is no such file: check its name and place.
The list has no such place: counting starts at 0, and the last is one less than the length.
The dictionary has no such key. Test with in first, or use get.
The program was stopped.
The program asked for too much memory.
There is no such module: check its name.
That name means nothing yet: check its spelling, or give it a value first.
The function calls itself for ever: it needs a case in which it stops.
The types do not fit: text and a number were added, say, or a function got the wrong number of values.
The variable is used before it gets its value inside the function.
The type is right but the value is not: int("abc"), for example.
One cannot divide by zero: test the divisor first.
Examples
The data in the figure differ from what was asked for.
The figure is of another kind: a line, points or bars were asked for.
The figure has no legend.
No figure was drawn.
The figure’s title is missing or different.
The label of the horizontal axis is missing or different.
The label of the vertical axis is missing or different.
The program does not define “{name}”. Write the function with exactly this name: def {name}(…):
The program has not been tried yet. Hand it in again while the kernel is running.
Solve it without “{name}”.
The solution should use “{name}”.
Try it
Python could not read line {line}. Check the order of its signs.
Line {line}: one = assigns a value; to compare, write two: ==.
A bracket in line {line} is not closed, or there is one too many.
Line {line} needs a colon (:) at its end.
The indentation of line {line} is off: the lines of one block start equally far in.
Line {line} has a sign that Python does not know. Type the quotation marks and dashes again.
A quotation mark in line {line} is not closed.
The program is nested too deeply. Divide it into simpler parts.
Typed in`,
    "uz-Cyrl": `

















































`,
  },
};
