code =
    Teraz napisz do nas z drugiego telefonu: JOIN { $code }.
    Kod działa raz, przez godzinę.
    Jeśli nie masz już drugiego telefonu, napisz OSOBA.

told = Pracownik już o tym wie. Pomoże Ci w tym.

joined = Gotowe. Wiemy już, że oba telefony są Twoje. Aby to cofnąć, napisz OSOBA.

here =
    Czy możemy pierwsi pisać też na ten telefon?
    .again = Czy możemy pierwsi pisać też na ten telefon? Napisz TAK albo NIE.

begins = Dziękujemy. Będziemy pisać.

answers = W porządku. Na ten telefon tylko odpowiadamy, gdy napiszesz.
