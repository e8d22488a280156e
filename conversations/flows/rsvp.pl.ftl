invitation =
    Dzień dobry{ $by_name }. Zapraszamy.

    { $title }: { $when }, { $place }.

    Dasz radę przyjść? Odpisz, albo napisz, co by pomogło.
    .maybe = Może
    .again =
        { $title }: { $when }.

        Dasz radę przyjść? Napisz TAK, NIE albo MOŻE.

easier =
    Bez pośpiechu. Co by pomogło ci przyjść?
    Podwózka, ktoś obok, cichy kąt: po prostu napisz. Albo SKIP.

coming = Super{ $by_name }. Do zobaczenia: { $when }. Jeśli coś się zmieni, napisz.

not_coming = W porządku{ $by_name }. Jeśli zmienisz zdanie, napisz.

noted = Dziękujemy, że piszesz. Pracownik zobaczy, co da się zrobić. W każdej chwili możesz napisać TAK albo NIE.

left_open = Nie ma sprawy. W każdej chwili możesz napisać TAK albo NIE.
