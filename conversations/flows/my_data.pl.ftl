not_here =
    Pracownik już o tym wie.
    Powie Ci, co o Tobie mamy.
    Potrwa to najwyżej { $data_within }.

hold = Mamy Twój numer i Twoje SMS-y.

name = Imię: { $first_name }.

area = Okolica: { $area }.

interests = Co Cię cieszy: { $interests }.

views =
    { $views ->
        [one] Jedna rzecz dla Twojej grupy.
        [few] { $views } rzeczy dla Twojej grupy.
       *[many] { $views } rzeczy dla Twojej grupy.
    }

files =
    { $files ->
        [one] Jedno nagranie lub zdjęcie.
        [few] Nagrania lub zdjęcia: { $files }.
       *[many] Nagrania lub zdjęcia: { $files }.
    } Twoja grupa odtworzy i zobaczy to, co przekażesz.

workers = Widzą to nasi pracownicy. Numeru nie dostaje nikt inny.

by_name = Twoja grupa słyszy, co mówisz, z Twoim imieniem.

by_no_name = Twoja grupa słyszy, co mówisz, bez imienia.

more = Chcesz kopię? Napisz OSOBA. By wszystko skasować, napisz USUŃ MOJE DANE.
