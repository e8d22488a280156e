intro = Twoja grupa chce Cię usłyszeć. Nie chcesz odpowiadać? Napisz POMIŃ.

each = { $question }
    .thanks = Dziękujemy.
    .again = Wyślij jedną cyfrę od 1 do 5. Albo napisz POMIŃ.

anything = Co chcesz powiedzieć swojej grupie? Napisz po swojemu.

thanks = Dziękujemy{ $by_name }. Twoja grupa o tym usłyszy. Coś jeszcze? Napisz POWIEM i swoje słowa.

another_time = W porządku{ $by_name }. Gdy coś Ci przyjdzie do głowy, napisz POWIEM i swoje słowa.
