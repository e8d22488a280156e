mood =
    Hello{ $by_name }. How are you today?
    1 is bad, 5 is good. Or text SKIP.
    .again = How are you today, from 1, bad, to 5, good? One number will do. Or text SKIP.

call = Thank you for telling us. Would you like a call from a worker?
    .again = Would you like a call from a worker? Please text YES or NO.

will_ring = OK{ $by_name }. A worker will ring you. We read texts { $read_times }. You can tell us a good time.

good = Good to hear{ $by_name }. Thank you. For a chat with a person, text PERSON.

any_time = That is fine{ $by_name }. For a chat with a person any time, text PERSON.

another_time = No worries{ $by_name }. For a chat with a person any time, text PERSON.
