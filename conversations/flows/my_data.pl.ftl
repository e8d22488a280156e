not_here =
    Pracownik już o tym wie.
    Powie ci, co o tobie mamy.
    Potrwa to najwyżej { $data_within }.

hold = Mamy twój numer i twoje SMS-y.

name = Imię: { $first_name }.

area = Okolica: { $area }.

interests = Co lubisz: { $interests }.

views =
    { $views ->
        [one] Jedna rzecz dla twojej sieci.
        [few] { $views } rzeczy dla twojej sieci.
       *[many] { $views } rzeczy dla twojej sieci.
    }

workers = Widzą to nasi pracownicy. Numeru nie dostaje nikt inny.

by_name = Twoja sieć słyszy, co mówisz, z twoim imieniem.

by_no_name = Twoja sieć słyszy, co mówisz, bez imienia.

more = Chcesz kopię? Napisz PERSON. By wszystko skasować, napisz DELETE MY DATA.
