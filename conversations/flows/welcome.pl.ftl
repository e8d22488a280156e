hello =
    Dzień dobry, tu { $line }.
    Możesz tu napisać, co jest dla Ciebie ważne.
    Czytamy { $read_times }.
    W nocy nikt nie czuwa.
    Coś Ci grozi? Dzwoń pod 999.

hello_unsafe =
    Dzień dobry, tu { $line }.
    Możesz tu napisać, co jest dla Ciebie ważne.
    Czytamy { $read_times }.
    W nocy nikt nie czuwa.

consent =
    Chcemy zachować to, co nam piszesz.
    Twoja lokalna grupa może to usłyszeć, ale nigdy nie pozna Twojego numeru.
    Napisz STOP w każdej chwili, a przestaniemy.
    Czy się zgadzasz?
    .again =
        Pytamy dla pewności.
        Czy możemy zachować to, co piszesz, żeby usłyszała to Twoja grupa?
        Napisz TAK albo NIE.

as_you_wish = W porządku. Niczego nie zachowujemy. Jeśli zmienisz zdanie, napisz TAK.

open_door = Nic nie szkodzi. Niczego nie zachowaliśmy. Jeśli zechcesz dołączyć, napisz TAK.

passed_on = Twoja grupa usłyszy to, co nam piszesz.

name =
    Dziękujemy. Jak mamy się do Ciebie zwracać?
    Wystarczy imię albo przezwisko.
    Albo napisz POMIŃ.
    .again = Jakiego imienia mamy używać? Napisz samo imię. Albo napisz POMIŃ.

area = W jakiej okolicy mieszkasz? Albo napisz POMIŃ.
    .again = Co jest najbliżej Ciebie? Wyślij numer albo napisz POMIŃ.

quoting = Jak mamy Cię podpisać, gdy grupa usłyszy Twoje słowa?
    .first_name = Imię
    .anonymous = Bez imienia
    .again = Podać Twoje imię czy nie? Wyślij 1 albo 2.

all_set = Dziękujemy{ $by_name }. Wszystko gotowe.

all_set_with_interests =
    Dziękujemy{ $by_name }. Wszystko gotowe.
    Zapisane, co lubisz: { $interests }.
    Chcesz powiedzieć coś jeszcze? Napisz POWIEM i swoje słowa.
