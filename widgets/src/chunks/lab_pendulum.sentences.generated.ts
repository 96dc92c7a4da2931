// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `lab_pendulum.amplitude
lab_pendulum.gravity
lab_pendulum.length
lab_pendulum.mass
lab_pendulum.record
lab_pendulum.state
lab_pendulum.swings
lab_pendulum.time`,
  tables: {
    "uz": `Ogʻish burchagi
Erkin tushish tezlanishi
Ip uzunligi
Yuk massasi
Vaqtni oʻlchab, jadvalga yozish
Mayatnik: ip uzunligi {length} m, yuk {mass} g, ogʻish burchagi {amplitude}°. Sekundomer {swings} ta toʻla tebranish vaqtini oʻlchaydi.
Tebranishlar soni
Vaqt`,
    "ru": `Угол отклонения
Ускорение свободного падения
Длина нити
Масса груза
Измерить время и записать
Маятник: длина нити {length} м, груз {mass} г, угол отклонения {amplitude}°. Секундомер измеряет время полных колебаний, их число: {swings}.
Число колебаний
Время`,
    "en": `Angle of release
Acceleration of free fall
Length of the string
Mass of the bob
Measure the time and record it
A pendulum: string {length} m, bob {mass} g, released at {amplitude}°. The stopwatch times full swings, this many: {swings}.
Number of swings
Time`,
    "uz-Cyrl": `






`,
  },
};
