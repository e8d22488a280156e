sure =
    Możemy usunąć wszystko, co o Tobie mamy.
    Tego nie da się cofnąć.
    Czy mamy to zrobić?
    .again = Czy usunąć wszystko, co o Tobie mamy? Napisz TAK albo NIE.

views_too =
    Zaraz wszystko usuniemy.
    Czy Twoje słowa do grupy mogą zostać, bez imienia?
    .again = Czy Twoje słowa do grupy mogą zostać, bez imienia? Napisz TAK albo NIE.

gone = Wszystko już usunięte: Twoje wiadomości, odpowiedzi, imię i numer. Trzymaj się.

gone_but_views =
    Wszystko już usunięte: Twoje wiadomości, imię i numer.
    Twoje słowa do grupy zostają, bez imienia. Trzymaj się.

told = Pracownik wszystko usunie. Zajmie to najwyżej { $data_within }.

kept = W porządku. Niczego nie usuwamy.
