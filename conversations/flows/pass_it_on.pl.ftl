offer =
    Dziękujemy za te słowa. Pracownik je przeczyta.
    Czy przekazać je też Twojej grupie?
    .again = Czy przekazać Twoje słowa Twojej grupie? Napisz TAK albo NIE.

passed_on = Dziękujemy{ $by_name }. Twoja grupa o tym usłyszy.

left = W porządku. Nie przekażemy tego.
