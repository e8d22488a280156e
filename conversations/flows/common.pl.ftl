# Polish, as far as it is translated; the rest is said in English.

yes = Tak
no = Nie

language = Dziękujemy. Na razie piszemy po angielsku. Powiemy pracownikowi, że wolisz polski.

consultation_intro = Twoja grupa chce wiedzieć, co o tym myślisz:
consultation_skip = Aby pominąć pytanie, napisz SKIP.
consultation_scale = Napisz liczbę od { $low } do { $high }.
consultation_thanks = To już wszystko. Dziękujemy{ $by_name }. Chcesz dodać coś jeszcze? Napisz SAY i swoje słowa.
