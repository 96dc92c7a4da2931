// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `formula.absolute_missing
formula.argument
formula.constant_missing
formula.decimals
formula.division_by_zero
formula.expected_equation
formula.expected_inequality
formula.expected_list
formula.expected_matrix
formula.expected_realset
formula.expected_set
formula.expected_value
formula.exponent
formula.forbidden
formula.form_as_key
formula.form_cancelled
formula.form_completed_square
formula.form_content
formula.form_expanded
formula.form_factored
formula.form_like_terms
formula.form_lowest_terms
formula.form_numbers
formula.form_partial_fractions
formula.form_powers
formula.form_rationalised
formula.form_root
formula.form_signs
formula.form_single_fraction
formula.hint
formula.incomplete
formula.matrix
formula.nothing
formula.opposite
formula.other_name
formula.preview
formula.required
formula.sign
formula.too_deep
formula.too_large
formula.too_long
formula.two_numbers
formula.unclosed
formula.undecided
formula.unexpected
formula.unexpected_first
formula.unknown_name
formula.unknown_word
formula.unopened`,
  tables: {
    "uz": `Deyarli tayyor: logarifm ostidagi ifoda manfiy boʻlishi ham mumkin. Uni modul ichiga oling.
{name} funksiyasining argumenti yoʻq. Uni qavs ichida yozing: {name}(…).
Deyarli tayyor: integrallash doimiysini qoʻshish esdan chiqmasin, + C.
Qiymati toʻgʻri, endi verguldan keyin {count} ta raqam bilan yozing.
Bu yerda nolga boʻlinyapti: bunday ifodaning qiymati yoʻq.
Bu yerda tenglama kutilgan, masalan y = x/2 + 3.
Bu yerda tengsizlik kutilgan, masalan x > 2.
Bu yerda kvadrat qavs ichida roʻyxat kutilgan, masalan [1; 2].
Bu yerda matritsa kutilgan, masalan [[1; 2]; [3; 4]].
Bu yerda oraliq yoki ularning birlashmasi kutilgan, masalan (2; ∞).
Bu yerda toʻplam kutilgan, masalan {1; 2}.
Bu yerda tenglama yoki toʻplam emas, ifodaning oʻzi kutilgan.
Daraja koʻrsatkichi juda katta: u −{count} va {count} oraligʻida boʻlsin.
Qiymati toʻgʻri, endi «{text}» ishlatmasdan yozing.
Qiymati toʻgʻri, lekin soʻralgan koʻrinishda emas.
Qiymati toʻgʻri, endi surat va maxrajni umumiy koʻpaytuvchiga qisqartiring.
Qiymati toʻgʻri, endi toʻla kvadratni ajrating.
Qiymati toʻgʻri, lekin qavs ichidan umumiy sonni ham chiqarish mumkin.
Qiymati toʻgʻri, endi qavslarni oching.
Qiymati toʻgʻri, endi uni koʻpaytuvchilarga oxirigacha ajrating.
Qiymati toʻgʻri, endi oʻxshash hadlarni ixchamlang.
Qiymati toʻgʻri, endi sonli kasrlarni qisqartiring.
Qiymati toʻgʻri, endi sonlarni hisoblab chiqing.
Qiymati toʻgʻri, endi uni eng sodda kasrlar yigʻindisiga ajrating.
Qiymati toʻgʻri, endi bir xil asosli darajalarni birlashtiring.
Qiymati toʻgʻri, endi maxrajni irratsionallikdan qutqaring.
Qiymati toʻgʻri, endi ildiz ostidan toʻla kvadratni chiqaring.
Qiymati toʻgʻri, endi ketma-ket kelgan minuslarni ixchamlang.
Qiymati toʻgʻri, endi uni bitta kasr qilib yozing.
Masalan: x^2/3, √x, 1/(x+1), |x|, π
«{text}» dan keyin nimadir yetishmayapti.
Matritsaning satrlari teng uzunlikdagi roʻyxatlar boʻlishi kerak, masalan [[1; 2]; [3; 4]].
Hali formula yozilmagan.
Juda yaqin: faqat ishorani tekshiring.
Formulada «{name}» bor, topshiriqda esa bunday harf yoʻq. Katta-kichik harflarga ham eʼtibor bering.
Shunday tushunildi:
Qiymati toʻgʻri, endi «{text}» ishlatib yozing.
«{text}» belgisi formulada tushunarsiz. Boshqacha yozib koʻring.
Qavslar bir-birining ichiga juda chuqur kirgan. Formulani soddaroq yozing.
Bu yerdagi son hisoblab boʻlmaydigan darajada katta.
Formula juda uzun: {count} tagacha belgi oʻqiladi.
{first} va {second} sonlari yonma-yon turibdi. Ular orasiga amal belgisini qoʻying.
Ochilgan «{text}» qavs yopilmagan.
Formula tushunildi, lekin u toʻgʻri javobga tengmi yoki yoʻqmi, aniqlab boʻlmadi. Uni soddaroq koʻrinishda yozib koʻring; urinish sanalmadi.
«{before}» dan keyin «{text}» kelishi mumkin emas. Balki oraliqda biror narsa tushib qolgandir?
Formula «{text}» bilan boshlana olmaydi.
«{name}» harfi bu topshiriqda ishlatilmaydi. Ishlatiladigan harflar: {known}.
«{name}» soʻzi tushunarsiz. Agar bu harflar koʻpaytmasi boʻlsa, orasiga * qoʻying; funksiya boʻlsa, nomini tekshiring.
Yopuvchi «{text}» qavsning ochilgani yoʻq.`,
    "ru": `Почти готово: под логарифмом может стоять и отрицательное. Поставьте знак модуля.
У функции {name} нет аргумента. Запишите его в скобках: {name}(…).
Почти готово: не забудьте постоянную интегрирования, + C.
Значение верное, теперь запишите его с {count} знаком после запятой.|Значение верное, теперь запишите его с {count} знаками после запятой.|Значение верное, теперь запишите его с {count} знаками после запятой.|Значение верное, теперь запишите его с {count} знака после запятой.
Здесь происходит деление на ноль: у такого выражения нет значения.
Здесь ожидается уравнение, например y = x/2 + 3.
Здесь ожидается неравенство, например x > 2.
Здесь ожидается список в квадратных скобках, например [1; 2].
Здесь ожидается матрица, например [[1; 2]; [3; 4]].
Здесь ожидается промежуток или объединение промежутков, например (2; ∞).
Здесь ожидается множество, например {1; 2}.
Здесь ожидается выражение, а не уравнение или множество.
Показатель степени слишком велик: он должен быть от −{count} до {count}.
Значение верное, теперь запишите его без «{text}».
Значение верное, но вид не тот, который требуется.
Значение верное, теперь сократите числитель и знаменатель на общий множитель.
Значение верное, теперь выделите полный квадрат.
Значение верное, но из скобок можно вынести ещё и общее число.
Значение верное, теперь раскройте скобки.
Значение верное, теперь разложите его на множители до конца.
Значение верное, теперь приведите подобные слагаемые.
Значение верное, теперь сократите числовые дроби.
Значение верное, теперь вычислите числа.
Значение верное, теперь разложите его на простейшие дроби.
Значение верное, теперь объедините степени с одинаковым основанием.
Значение верное, теперь избавьтесь от иррациональности в знаменателе.
Значение верное, теперь вынесите полный квадрат из-под корня.
Значение верное, теперь уберите лишние минусы.
Значение верное, теперь запишите его одной дробью.
Например: x^2/3, √x, 1/(x+1), |x|, π
После «{text}» чего-то не хватает.
Строки матрицы должны быть списками одной длины, например [[1; 2]; [3; 4]].
Формула пока не записана.
Очень близко: проверьте только знак.
В формуле есть «{name}», а в задании такой буквы нет. Обратите внимание и на заглавные буквы.
Понято так:
Значение верное, теперь запишите его с помощью «{text}».
Знак «{text}» в формуле непонятен. Попробуйте записать иначе.
Слишком много скобок друг в друге. Запишите формулу проще.
Здесь получается слишком большое число, его не вычислить.
Формула слишком длинная: читается до {count} знака.|Формула слишком длинная: читается до {count} знаков.|Формула слишком длинная: читается до {count} знаков.|Формула слишком длинная: читается до {count} знака.
Числа {first} и {second} стоят рядом. Поставьте между ними знак действия.
Скобка «{text}» открыта, но не закрыта.
Формула понятна, но не удалось установить, равна ли она верному ответу. Попробуйте записать её проще; попытка не засчитана.
После «{before}» не может стоять «{text}». Возможно, между ними что-то пропущено?
Формула не может начинаться с «{text}».
Буква «{name}» в этом задании не используется. Можно использовать: {known}.
Слово «{name}» непонятно. Если это произведение букв, поставьте между ними *; если функция, проверьте её имя.
Скобка «{text}» закрывает то, что не открыто.`,
    "en": `Nearly there: what is under the logarithm may be negative, too. Take its absolute value.
The function {name} has no argument. Write it in brackets: {name}(…).
Nearly there: do not forget the constant of integration, + C.
The value is right; now write it with {count} decimal place.|The value is right; now write it with {count} decimal places.
This divides by zero, so it has no value.
An equation is expected here, for example y = x/2 + 3.
An inequality is expected here, for example x > 2.
A list in square brackets is expected here, for example [1; 2].
A matrix is expected here, for example [[1; 2]; [3; 4]].
An interval or a union of intervals is expected here, for example (2; ∞).
A set is expected here, for example {1; 2}.
An expression is expected here, not an equation or a set.
An exponent is too large: keep it between −{count} and {count}.
The value is right; now write it without “{text}”.
The value is right, but not in the form that was asked for.
The value is right; now cancel what numerator and denominator have in common.
The value is right; now complete the square.
The value is right, but a common number can still be taken out of the brackets.
The value is right; now multiply out the brackets.
The value is right; now factor it completely.
The value is right; now collect like terms.
The value is right; now reduce the fractions to lowest terms.
The value is right; now work out the numbers.
The value is right; now split it into partial fractions.
The value is right; now combine the powers of one base.
The value is right; now clear the denominator of roots.
The value is right; now take the square factor out of the root.
The value is right; now tidy up the minus signs.
The value is right; now write it as a single fraction.
For example: x^2/3, √x, 1/(x+1), |x|, π
Something is missing after “{text}”.
The rows of a matrix are lists of one length, for example [[1; 2]; [3; 4]].
No formula has been written yet.
Very close: check only the sign.
There is “{name}” in your formula, but not in the exercise. Mind capital letters, too.
Understood as:
The value is right; now write it using “{text}”.
The sign “{text}” means nothing here. Try writing it in another way.
There are too many brackets inside one another. Write the formula more simply.
A number here becomes too large to compute with.
The formula is too long: up to {count} character is read.|The formula is too long: up to {count} characters are read.
The numbers {first} and {second} stand side by side. Put a sign between them.
The bracket “{text}” is opened but not closed.
The formula was understood, but it could not be decided whether it equals the right answer. Try writing it more simply; this was not counted as an attempt.
“{text}” cannot stand after “{before}”. Is something missing between them?
A formula cannot begin with “{text}”.
The letter “{name}” is not used in this exercise. You can use: {known}.
The word “{name}” is not known. If it is a product of letters, put * between them; if it is a function, check its name.
The bracket “{text}” closes what was not opened.`,
    "uz-Cyrl": `















































`,
  },
};
