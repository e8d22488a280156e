until_then =
    Dobrze{ $by_name }. Nie będziemy pisać. Wrócimy { $till }.
    Trzymaj się. Napisz w każdej chwili, a od razu wrócimy.

hello_again =
    Dzień dobry{ $by_name }. Tak jak chcesz, piszemy znowu.
    Jesteśmy tu dla ciebie. Nie teraz? Napisz PAUSE.

until_you_text =
    Dobrze{ $by_name }. Nie będziemy pisać.
    Trzymaj się. Napisz w każdej chwili, a od razu wrócimy.
