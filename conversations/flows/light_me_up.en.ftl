things =
    What lights you up?
    Fishing, music, a walk, a good brew: anything you love.
    One thing at a time is fine. Or text SKIP.
    .kept = Lovely: { $new }.
    .more = What else lights you up? Or text THAT'S IT.
    .again = What do you like to do, or did you once love? Or text SKIP.

shown_back = So this lights you up: { $interests }.

profile = May your worker see that list? It helps them find things for you.
    .again = May your worker see what lights you up? Please text YES or NO.

shared = Thank you{ $by_name }. Your worker will see it. To add more, text LIGHT.

thanks = Thank you{ $by_name }. We keep it to ourselves. To add more, text LIGHT.

another_time = That is fine{ $by_name }. Text LIGHT any time.
