invitation =
    Dzień dobry{ $by_name }. Zapraszamy Cię.

    { $title }: { $when }, { $place }.

    Dasz radę przyjść? Odpisz nam albo napisz, co by pomogło.
    .maybe = Może
    .again =
        { $title }: { $when }.

        Dasz radę przyjść? Napisz TAK, NIE albo MOŻE.

easier =
    Bez pośpiechu. Co ułatwi Ci przyjście?
    Podwózka, ktoś bliski, cichy kąt: po prostu napisz. Albo napisz POMIŃ.

coming = Super{ $by_name }. Do zobaczenia: { $when }. Jeśli coś się zmieni, napisz.

not_coming = W porządku{ $by_name }. Jeśli zmienisz zdanie, napisz.

noted = Dziękujemy, że piszesz. Pracownik zobaczy, co da się zrobić. W każdej chwili napisz TAK albo NIE.

left_open = Nic nie szkodzi. W każdej chwili napisz TAK albo NIE.
