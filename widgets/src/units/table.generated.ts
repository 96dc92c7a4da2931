// Generated from courseware/units/names.toml by `python -m courseware.units._generate`.

export const TABLE = `-15	f	ф	femto фемто
-12	p	п	piko pico пико
-9	n	н	nano нано
-6	μ u mk	мк	mikro micro микро
-3	m	м	milli милли
-2	c	с	santi centi санти
-1	d	д	detsi deci деци
1	da	да	deka deca дека
2	h	г	gekto hecto гекто
3	k	к	kilo кило
6	M	М	mega мега
9	G	Г	giga гига
12	T	Т	tera тера
15	P	П	peta пета

metre	1	0	L1	0	1	m|м|м|m		metr метр метр/а/ов/ы/е/ам metre/s meter/s		
centimetre	1/100	0	L1	0		sm|см|см|cm				
angstrom	1/10000000000	0	L1	0		Å|Å|Å|Å		angstrem ангстрем ангстрем/а/ы/ов angstrom/s ångström/s		
inch	127/5000	0	L1	0		dyuym|дюйм|дюйм|in		dyuym дюйм дюйм/а/ов/ы inch/es		
foot	381/1250	0	L1	0		fut|фут|фут|ft		fut фут фут/а/ов/ы foot feet		
yard	1143/1250	0	L1	0		yard|ярд|ярд|yd		yard ярд ярд/а/ов/ы yard/s		
mile	201168/125	0	L1	0		milya|миля|миля|mi		mil milya мил миля мил~я~и~ь~ю mile/s		
nautical_mile	1852	0	L1	0		dengiz mili|морская миля|морская миля|nmi		dengiz_mili dengiz_milyasi денгиз_мили денгиз_миляси морск~ая_миля~ие_мили~их_миль~ой_мили nautical_mile/s		
astronomical_unit	149597870700	0	L1	0		a. b.|а. е.|а. е.|au	AU	astronomik_birlik астрономик_бирлик астрономическ~ая_единица~ие_единицы~их_единиц astronomical_unit/s		
light_year	9460730472580800	0	L1	0		yorugʻlik yili|св. год|св. год|ly		yorug'lik_yili ёруғлик_йили светов~ой_год~ых_лет~ых_года св_лет св_года light_year/s		
parsec	30856775814913673	0	L1	0	1	pk|пк|пк|pc		parsek парсек парсек/а/и/ов parsec/s		
are	100	0	L2	0		sotix|сотих|сотка|a	ar а ар	sotix ar сотих ар сот~ка~ки~ок ар/а/ов are/s		
hectare	10000	0	L2	0		ga|га|га|ha		gektar гектар гектар/а/ов/ы hectare/s		
acre	316160658/78125	0	L2	0		akr|акр|акр|ac		akr акр акр/а/ов/ы acre/s		
litre	1/1000	0	L3	0	1	l|л|л|L		litr литр литр/а/ов/ы/е litre/s liter/s		
gram	1/1000	0	M1	0	1	g|г|г|g	gr гр	gramm грамм грамм/а/ов/ы gram/s gramme/s		
kilogram	1	0	M1	0		kg|кг|кг|kg		kilo кило kilo/s		
tonne	1000	0	M1	0	1	t|т|т|t	tn	tonna тонна тонн/а/ы/у tonne/s ton/s		
centner	100	0	M1	0		sentner|центнер|ц|q	ts	sentner tsentner центнер центнер/а/ов/ы centner/s quintal/s		
carat	1/5000	0	M1	0		karat|карат|карат|ct		karat карат карат/а/ы carat/s		
dalton	41513476723/25000000000000000000000000000000000000	0	M1	0		m. a. b.|а. е. м.|а. е. м.|u	Da	dalton/s		
pound	45359237/100000000	0	M1	0		funt|фунт|фунт|lb	lbs	funt фунт фунт/а/ов/ы pound/s		
ounce	45359237/1600000000	0	M1	0		unsiya|унция|унция|oz		unsiya унция унци~я~и~й ounce/s		
second	1	0	T1	0	1	s|с|с|s	sek sec сек	sekund sekunda soniya секунд секунда сония секунд/а/ы/у second/s	sekundiga soniyasiga секундига сониясига	
minute	60	0	T1	0		min|мин|мин|min		minut minuta daqiqa минут минута дақиқа минут/а/ы/у minute/s min/s	minutiga daqiqasiga минутига дақиқасига	
hour	3600	0	T1	0		soat|соат|ч|h	hr hrs	soat соат час/а/ов/ы hour/s	soatiga соатига	
day	86400	0	T1	0		kun|кун|сут|d		kun sutka кун сутка сут~ки~ок день дн~я~ей~и дней day/s	kuniga sutkasiga кунига суткасига	
week	604800	0	T1	0		hafta|ҳафта|нед|wk		hafta ҳафта недел~я~и~ь~ю week/s	haftasiga ҳафтасига	
month	1	0	Y1	0		oy|ой|мес|mo		oy ой месяц/а/ев/ы month/s	oyiga ойига	
year	12	0	Y1	0		yil|йил|год|yr		yil йил год/а/у лет year/s	yiliga йилига	
century	1200	0	Y1	0		asr|аср|век|century		asr аср век/а/ов century centuries		
hertz	1	0	T-1	0	1	Hz|Гц|Гц|Hz	Gs	gers герс герц/а/ы hertz		
becquerel	1	0	T-1	0	1	Bk|Бк|Бк|Bq		bekkerel беккерел беккерел~ь~я~ей becquerel/s		
revolution	1	0		0		ayl|об|об|rev		aylanish marta айланиш марта оборот/а/ов/ы раз/а revolution/s turn/s time/s		
rpm	1/60	0	T-1	0		ayl/min|об/мин|об/мин|rpm				
radian	1	0		0	1	rad|рад|рад|rad		radian радиан радиан/а/ов/ы radian/s		
degree	1/180	1		0		°|°|°|°	deg град	gradus daraja градус даража градус/а/ов/ы degree/s		celsius
arcminute	1/10800	1		0		′|′|′|′	'			minute
arcsecond	1/648000	1		0		″|″|″|″	'' ′′ "			second
steradian	1	0		0		sr|ср|ср|sr				
kelvin	1	0	K1	0	1	K|К|К|K		kelvin келвин кельвин/а/ов/ы kelvin/s		
celsius	1	0	K1	5463/20		°C|°C|°C|°C	°С C° С° oC oС оС оC	selsiy gradus_selsiy selsiy_gradusi цельсий градус_цельсий цельсий_градуси цельсия градус~_цельсия~а_цельсия~ов_цельсия celsius degree~_celsius~s_celsius		
fahrenheit	5/9	0	K1	45967/180		°F|°F|°F|°F		farengeyt gradus_farengeyt фаренгейт градус_фаренгейт фаренгейта градус~_фаренгейта~а_фаренгейта~ов_фаренгейта fahrenheit degree~_fahrenheit~s_fahrenheit		
knot	463/900	0	L1T-1	0		uzel|узел|уз|kn		uzel узел уз~ел~ла~лов~лы knot/s		
kilometre_per_hour	5/18	0	L1T-1	0		km/soat|км/соат|км/ч|km/h	kmh kph kmph кмч			
mile_per_hour	1397/3125	0	L1T-1	0		milya/soat|миля/соат|миля/ч|mph				
newton	1	0	L1M1T-2	0	1	N|Н|Н|N		nyuton ньютон ньютон/а/ов/ы newton/s		
newton_metre	1	0	L2M1T-2	0		N·m|Н·м|Н·м|N·m	Nm Нм			
kilogram_force	196133/20000	0	L1M1T-2	0		kgk|кгс|кгс|kgf				
pascal	1	0	L-1M1T-2	0	1	Pa|Па|Па|Pa		paskal паскал паскал~ь~я~ей~и pascal/s		
bar	100000	0	L-1M1T-2	0	1	bar|бар|бар|bar				
atmosphere	101325	0	L-1M1T-2	0		atm|атм|атм|atm		atmosfera атмосфера атмосфер/а/ы atmosphere/s		
millimetre_of_mercury	26664477483/200000000	0	L-1M1T-2	0		mm sim. ust.|мм рт. ст.|мм рт. ст.|mmHg		mm_sim_ust mm_simob_ustuni millimetr_simob_ustuni мм_сим_уст мм_симоб_устуни миллиметр_симоб_устуни мм_рт_ст миллиметр~_ртутного_столба~а_ртутного_столба~ов_ртутного_столба mm_hg		
joule	1	0	L2M1T-2	0	1	J|Дж|Дж|J		joul жоул джоул~ь~я~ей~и joule/s		
calorie	10467/2500	0	L2M1T-2	0	1	kal|кал|кал|cal		kaloriya калория калори~я~и~й~ю calorie/s		
electronvolt	801088317/5000000000000000000000000000	0	L2M1T-2	0	1	eV|эВ|эВ|eV		elektronvolt elektron_volt электронволт электрон_вольт электронвольт/а electronvolt/s electron_volt/s		
watt	1	0	L2M1T-3	0	1	Vt|Вт|Вт|W		vatt ватт ватт/а/ы watt/s		
watt_hour	3600	0	L2M1T-2	0	1	Vt·soat|Вт·соат|Вт·ч|Wh	Втч Vts			
horsepower	588399/800	0	L2M1T-3	0		o. k.|л. с.|л. с.|PS		ot_kuchi от_кучи лошадин~ая_сила~ые_силы~ых_сил metric_horsepower		
ampere	1	0	I1	0	1	A|А|А|A		amper ампер ампер/а/ы ampere/s amp/s		
volt	1	0	L2M1T-3I-1	0	1	V|В|В|V		volt вольт вольт/а/ы volt/s		
ohm	1	0	L2M1T-3I-2	0	1	Om|Ом|Ом|Ω		om ом ом/а/ы ohm/s		
coulomb	1	0	T1I1	0	1	Kl|Кл|Кл|C		kulon кулон кулон/а/ы/ов coulomb/s		celsius C С
ampere_hour	3600	0	T1I1	0	1	A·soat|А·соат|А·ч|Ah	Ач			
farad	1	0	L-2M-1T4I2	0	1	F|Ф|Ф|F		farad farada фарад фарада фарад/а/ы farad/s		fahrenheit F Ф
henry	1	0	L2M1T-2I-2	0	1	Gn|Гн|Гн|H		genri генри henry henries		
weber	1	0	L2M1T-2I-1	0	1	Vb|Вб|Вб|Wb		veber вебер вебер/а/ы/ов weber/s		
tesla	1	0	M1T-2I-1	0	1	Tl|Тл|Тл|T		tesla тесла tesla/s		
siemens	1	0	L-2M-1T3I2	0	1	S|См|См|S		simens сименс сименс/а/ы/ов siemens		
candela	1	0	J1	0	1	kd|кд|кд|cd		kandela кандела кандел/а/ы candela/s		
lumen	1	0	J1	0	1	lm|лм|лм|lm		lyumen люмен люмен/а/ы/ов lumen/s		
lux	1	0	L-2J1	0	1	lk|лк|лк|lx		lyuks люкс люкс/а/ы/ов lux		
dioptre	1	0	L-1	0		dptr|дптр|дптр|dpt		dioptriya диоптрия диоптри~я~и~й dioptre/s diopter/s		
mole	1	0	N1	0	1	mol|мол|моль|mol		mol мол мол~ь~я~ей~и mole/s		
molar	1000	0	L-3N1	0	1	M|М|М|M				metre M М
gray	1	0	L2T-2	0	1	Gr|Гр|Гр|Gy		grey грей gray/s		
sievert	1	0	L2T-2	0	1	Zv|Зв|Зв|Sv		zivert зиверт зиверт/а/ы/ов sievert/s		
percent	1/100	0		0		%|%|%|%		foiz protsent фоиз процент процент/а/ов/ы percent per_cent		
permille	1/1000	0		0		‰|‰|‰|‰		promille промилле permille		
ppm	1/1000000	0		0		ppm|ppm|ppm|ppm				
piece	1	0		0		ta|та|шт|pcs		ta dona та дона штук/а/и piece/s		
thousand	1000	0		0		ming|минг|тыс.|thousand		ming минг тыс тысяч/а/и thousand		
million	1000000	0		0		mln|млн|млн|million		million миллион миллион/а/ов		
milliard	1000000000	0		0		mlrd|млрд|млрд|billion		milliard миллиард миллиард/а/ов billion		
som	1	0	S1	0		soʻm|сўм|сум|soum	sum UZS	so'm сўм сум/а/ов/ы soum/s sum/s		
tiyin	1/100	0	S1	0		tiyin|тийин|тийин|tiyin		tiyin тийин тийин/а/ов/ы tiyin/s		
`;
