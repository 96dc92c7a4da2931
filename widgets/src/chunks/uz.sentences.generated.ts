// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  tables: {
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
Qiymati toʻgʻri, endi uni standart koʻrinishda yozing, masalan 1,5·10³: verguldan oldin bitta raqam.
Soʻz ichida oʻxshash koʻrinadigan boshqa alifbo harfi bor (masalan, lotincha «c» va kirillcha «с»). Klaviatura tilini tekshiring; javob toʻgʻri harflar bilan oʻqildi.
Toʻgʻri variantlardan {count} tasi tanlanmagan.
Bu yerda matn yoki son kutilgan edi, boshqa narsa keldi.
Qisman toʻgʻri. Yana bir qarab chiqing.
Raqamlari toʻgʻri, vergulning oʻrnini tekshiring: 10, 100 yoki 1000 marta farq qilyapti.
Toʻgʻri, barakalla!
Sonning oʻzi toʻgʻri, ishorasini tekshiring.
Imlosiga qarang, bunday yoziladi: {word}
Javob juda uzun: {count} tagacha belgi oʻqiladi.
Toʻgʻri
Shunday tushunildi: {text}
Bunday variant yoʻq: {option}. Roʻyxatdan tanlang.
Javob tushunarsiz boʻldi. Uni soddaroq qilib yozib koʻring.
Hali toʻgʻri emas. Savolni yana bir bor oʻqib koʻring.
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
    "uz-Cyrl": `




















































English

Oʻzbekcha


































`,
  },
};
