// Generated from courseware/text/transliteration.py by `python -m courseware.text._generate`.

export const LOANS =
  "moʻʼjiza moʻʼtabar moʻʼtadil inʼyeksiya obʼyekt subʼyekt epilepšiya penšiya reflekšiya akcent akciz celʹsiy cement centner cenzura cex ciferblat cifr cikl cilindr cink cirk cirkulʹ citat citoplazma citrus civilizatsiya francuz inerciya kalʹciy koncentr koncepciya koncern koncert kvarc porciya princip proporci vakcina širka alʹbom alʹfa aprelʹ avtomobilʹ bulʹon dekabrʹ delʹta diagonalʹ fevralʹ filʹm filʹtr gorizontalʹ impulʹs iyulʹ iyunʹ kalʹkulyator kompʹyuter medalʹ modelʹ mulʹtimedia nolʹ noyabrʹ nʹyuton oktÿabrʹ parallelʹ relʹs rolʹ rublʹ sentÿabrʹ vertikalʹ volʹt yanvarʹ";
