will_come =
    Dobrze. Ktoś się z tobą skontaktuje.
    Czytamy { $read_times }.
    Możesz napisać, kiedy ci pasuje.
