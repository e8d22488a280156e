# A line break is a space in the text, an empty line is a line break.

hello =
    Hello, this is { $line }.
    Here you can say what matters to you, by text.
    We read texts { $read_times }.
    Nobody watches at night.
    In danger? Call 999.

hello_unsafe =
    Hello, this is { $line }.
    Here you can say what matters to you, by text.
    We read texts { $read_times }.
    Nobody watches at night.

consent =
    We would like to keep what you text us.
    Your local Network may hear it, but never your number.
    Text STOP any time and we stop.
    Is that OK with you?
    .again =
        Just to be sure.
        May we keep what you text us, for your Network to hear?
        Please text YES or NO.

as_you_wish = That is fine. We keep nothing. If you change your mind, just text YES.

open_door = No worries. We have kept nothing. If you would like to join, just text YES.

passed_on = Your Network will hear what you told us.

name =
    Thank you. What should we call you?
    A first name or a nickname is fine.
    Or text SKIP.
    .again = Which name should we use? Just the name, please. Or text SKIP.

area = Which area are you in? Or text SKIP.
    .again = Which of these is nearest to you? Send its number, or text SKIP.

quoting = When your Network hears what you say, how shall we put it?
    .first_name = First name
    .anonymous = No name
    .again = Shall we use your first name, or no name? Send 1 or 2.

all_set = Thank you{ $by_name }. You are all set.

all_set_with_interests =
    Thank you{ $by_name }. You are all set.
    We have noted what you like: { $interests }.
    To tell us more any time, text SAY and then your words.
