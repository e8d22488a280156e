shown = Co Cię cieszy: { $interests }.

worker_sees = Twój pracownik może to zobaczyć.

nobody_sees = Twój pracownik tego nie widzi.

what = Co z tym zrobić?
    .add = Dodać
    .take_away = Skreślić coś
    .who_sees = Pokazać komuś
    .nothing = Zostawić
    .again = Co zrobić z listą? Wyślij cyfrę od 1 do 4 albo POMIŃ.

take_away = Co skreślić? Albo napisz POMIŃ.
    .again = Co skreślić z listy? Wyślij cyfrę albo POMIŃ.

taken_away = Dobrze, skreślone: { $gone }. By zobaczyć listę, napisz LISTA.

who_sees = Czy pracownik może widzieć, co Cię cieszy? Łatwiej coś znajdzie.
    .again = Czy pracownik może widzieć, co Cię cieszy? Napisz TAK albo NIE.

now_seen = Dziękujemy{ $by_name }. Pracownik to zobaczy.

not_seen = W porządku{ $by_name }. Zostaje to między nami.

thanks = W porządku{ $by_name }. By zobaczyć listę, napisz LISTA.
