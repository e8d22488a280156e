sure =
    We can delete all that we hold about you.
    It cannot be undone.
    Shall we do that?
    .again = Shall we delete all that we hold about you? Please text YES or NO.

told = We have asked a worker to delete it all. That takes { $data_within } at most.

kept = That is fine. Nothing is deleted.
