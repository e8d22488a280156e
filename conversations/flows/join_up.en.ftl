code =
    Now text us this from your other phone: JOIN { $code }.
    It works once, and for one hour.
    If you have no other phone any more, text PERSON.

told = We have told a worker. They will help you with that.

joined = Done. We now know that both phones are yours. To undo it, text PERSON.

here =
    May we text you first on this phone too?
    .again = May we text you first on this phone too? Please text YES or NO.

begins = Thank you. We will.

answers = That is fine. On this phone we only answer when you text us.
