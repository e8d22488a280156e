there = Dzień dobry{ $by_name }. Spotkanie: { $title }. Udało Ci się przyjść?

good = Co było dobre na spotkaniu? Albo napisz POMIŃ.

better = Co by poprawiło następne spotkanie? Albo napisz POMIŃ.

thanks = Dziękujemy{ $by_name }. Twoja grupa to usłyszy.

missed = W porządku{ $by_name }. Może następnym razem. Chcesz coś dodać? Napisz POWIEM i swoje słowa.

another_time = W porządku{ $by_name }. Gdy zechcesz, napisz POWIEM i swoje słowa.
