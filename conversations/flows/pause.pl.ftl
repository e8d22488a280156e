until_then =
    Dobrze{ $by_name }. Damy Ci spokój do { $till }.
    Trzymaj się. Napisz, kiedy zechcesz, a wrócimy.

hello_again =
    Dzień dobry{ $by_name }. Mieliśmy odezwać się dzisiaj.
    Jesteśmy tu, jeśli chcesz. Jeszcze nie teraz? Napisz PAUZA.

until_you_text =
    Dobrze{ $by_name }. Damy Ci spokój.
    Trzymaj się. Napisz, kiedy zechcesz, a wrócimy.
