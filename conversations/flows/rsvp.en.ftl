invitation =
    Hello{ $by_name }. You are invited.

    { $title }: { $when }, { $place }.

    Can you come? Text us back, or tell us what would make it easier.
    .maybe = Maybe
    .again =
        { $title }: { $when }.

        Can you come? Please text YES, NO or MAYBE.

easier =
    No rush. What would make it easier to come?
    A lift, a friend, a quiet spot: just say. Or text SKIP.

coming = Lovely{ $by_name }. See you there: { $when }. If things change, just text us.

not_coming = That is fine{ $by_name }. If you change your mind, just text us.

noted = Thank you for telling us. A worker will see what we can do. You can say yes or no any time.

left_open = No worries. You can say yes or no any time.
