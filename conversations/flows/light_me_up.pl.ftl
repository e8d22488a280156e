things =
    Co Cię cieszy?
    Wędkowanie, muzyka, spacer, dobra herbata: wszystko, co lubisz.
    Może być jedna rzecz naraz. Albo napisz POMIŃ.
    .kept = Pięknie: { $new }.
    .more = Co jeszcze Cię cieszy? Albo napisz TO WSZYSTKO.
    .again = Co lubisz robić, teraz albo dawniej? Albo napisz POMIŃ.

shown_back = To Cię cieszy: { $interests }.

profile = Czy Twój pracownik może widzieć tę listę? Pomoże mu to znaleźć coś dla Ciebie.
    .again = Czy Twój pracownik może widzieć, co Cię cieszy? Napisz TAK albo NIE.

shared = Dziękujemy{ $by_name }. Twój pracownik to zobaczy. Chcesz coś dodać? Napisz LUBIĘ.

thanks = Dziękujemy{ $by_name }. To zostaje u nas. Chcesz coś dodać? Napisz LUBIĘ.

another_time = W porządku{ $by_name }. Napisz LUBIĘ, kiedy zechcesz.
