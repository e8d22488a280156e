shown = This lights you up: { $interests }.

worker_sees = Your worker may see that list.

nobody_sees = Your worker does not see that list.

what = What shall we do with it?
    .add = Add more
    .take_away = Take some off
    .who_sees = Share it or not
    .nothing = Leave it
    .again = What shall we do with your list? Send a number from 1 to 4, or text SKIP.

take_away = Which one shall we take away? Or text SKIP.
    .again = Which of these shall we take away? Send its number, or text SKIP.

taken_away = OK, not { $gone }. To see your list, text PROFILE.

who_sees = May your worker see what lights you up? It helps them find things for you.
    .again = May your worker see what lights you up? Please text YES or NO.

now_seen = Thank you{ $by_name }. Your worker will see it.

not_seen = That is fine{ $by_name }. We keep it to ourselves.

thanks = That is fine{ $by_name }. To see your list, text PROFILE.
