mood =
    Dzień dobry{ $by_name }. Jak się dziś masz?
    1 to źle, 5 to dobrze. Albo napisz POMIŃ.
    .again = Jak się dziś masz, od 1 (źle) do 5 (dobrze)? Wystarczy cyfra. Albo POMIŃ.

call = Dziękujemy, że piszesz. Chcesz, żeby pracownik zadzwonił?
    .again = Chcesz, żeby pracownik zadzwonił? Napisz TAK albo NIE.

will_ring = Dobrze{ $by_name }. Pracownik zadzwoni. Czytamy { $read_times }. Możesz napisać, kiedy Ci pasuje.

good = To dobrze{ $by_name }. Dziękujemy. Chcesz z kimś pogadać? Napisz OSOBA.

any_time = W porządku{ $by_name }. Chcesz kiedyś pogadać? Napisz OSOBA.

another_time = Nie ma sprawy{ $by_name }. Chcesz kiedyś pogadać? Napisz OSOBA.
