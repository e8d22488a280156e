shown = Co lubisz: { $interests }.

worker_sees = Twój pracownik może to zobaczyć.

nobody_sees = Twój pracownik tego nie widzi.

what = Co z tym zrobić?
    .add = Dodać
    .take_away = Usunąć coś
    .who_sees = Pokazać komuś
    .nothing = Zostawić
    .again = Co zrobić z listą? Wyślij cyfrę od 1 do 4 albo SKIP.

take_away = Co usunąć? Albo napisz SKIP.
    .again = Co usunąć z listy? Wyślij cyfrę albo SKIP.

taken_away = Dobrze, usunięte: { $gone }. By zobaczyć listę, napisz PROFILE.

who_sees = Czy pracownik może zobaczyć, co lubisz? Łatwiej coś znajdzie.
    .again = Czy pracownik może zobaczyć, co lubisz? Napisz TAK albo NIE.

now_seen = Dziękujemy{ $by_name }. Pracownik to zobaczy.

not_seen = W porządku{ $by_name }. Zostaje to między nami.

thanks = W porządku{ $by_name }. By zobaczyć listę, napisz PROFILE.
