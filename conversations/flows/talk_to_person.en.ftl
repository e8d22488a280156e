will_come =
    OK. A person will get in touch with you.
    We read texts { $read_times }.
    You can tell us a good time.
