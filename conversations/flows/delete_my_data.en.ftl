sure =
    We can delete all that we hold about you.
    It cannot be undone.
    Shall we do that?
    .again = Shall we delete all that we hold about you? Please text YES or NO.

views_too =
    We will delete it all now.
    May your words to your Network stay, with no name on them?
    .again = May your words to your Network stay, with no name on them? Please text YES or NO.

gone = It is all gone now: your texts, your answers, your name and your number. Take care.

gone_but_views =
    It is all gone now: your texts, your name and your number.
    Your words to your Network stay, with no name on them. Take care.

told = We have asked a worker to delete it all. That takes { $data_within } at most.

kept = That is fine. Nothing is deleted.
