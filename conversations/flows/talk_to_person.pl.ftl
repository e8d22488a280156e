will_come =
    Dobrze. Odezwie się do Ciebie człowiek.
    Czytamy { $read_times }.
    Napisz, jaka pora Ci pasuje.
