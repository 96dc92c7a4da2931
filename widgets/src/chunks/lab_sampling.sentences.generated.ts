// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  keys: `lab_sampling.bell
lab_sampling.even
lab_sampling.mean
lab_sampling.means_axis
lab_sampling.population
lab_sampling.population_axis
lab_sampling.record
lab_sampling.samples
lab_sampling.size
lab_sampling.skewed
lab_sampling.spread
lab_sampling.state
lab_sampling.state_drawn
lab_sampling.two_humps`,
  tables: {
    "uz": `qoʻngʻiroqsimon
tekis
Oʻrtachalarning oʻrtachasi
tanlanma oʻrtachalari
Bosh toʻplam
bosh toʻplam
Tanlanmalar olib, jadvalga yozish
Tanlanmalar soni
Tanlanma hajmi
bir tomonga choʻzilgan
Oʻrtachalarning standart ogʻishi
Ishga yetib borish vaqti, minut. Bosh toʻplam: {population}, 0 dan 60 gacha. Hali tanlanma olinmagan.
Ishga yetib borish vaqti, minut. Bosh toʻplam: {population}. Hajmi {size} dan boʻlgan {samples} ta tanlanma: oʻrtachalar {low} dan {high} gacha, ularning oʻrtachasi {mean}, standart ogʻishi {spread}.
ikki choʻqqili`,
    "ru": `колоколообразная
равномерная
Среднее средних
средние выборок
Генеральная совокупность
совокупность
Взять выборки и записать
Число выборок
Объём выборки
скошенная
Стандартное отклонение средних
Время в пути до работы, в минутах. Совокупность {population}, значения от 0 до 60. Выборок ещё не было.
Время в пути до работы, в минутах. Совокупность {population}. Выборок {samples}, объём каждой {size}: средние от {low} до {high}, их среднее {mean}, стандартное отклонение {spread}.
двугорбая`,
    "en": `bell-shaped
even
Mean of the means
means of samples
Population
population
Draw the samples and record
Number of samples
Sample size
skewed
Standard deviation of the means
Time on the way to work, in minutes. Population: {population}, values from 0 to 60. No samples drawn yet.
Time on the way to work, in minutes. Population: {population}. {samples} samples of {size}: means from {low} to {high}, their mean {mean}, their standard deviation {spread}.
two humps`,
    "uz-Cyrl": `












`,
  },
};
