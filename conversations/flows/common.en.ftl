# Lines that belong to no one conversation.
# A line break is a space in the text, an empty line is a line break.

yes = Yes
no = No

and_more =
    { $count ->
        [one] one more
       *[other] { $count } more
    }

again = Sorry, we did not get that.
good_question = Good question. For a person to answer, text PERSON.
moving_on = No worries. We will leave that one.
later = OK. We will ask again later.
tomorrow = OK. We will ask again then.
where_we_were = This is where we were.
back_to = Now back to where we were.

broadcast_from = From { $sender }. Text STOP to stop.
broadcast_from_worker = From { $worker } at { $sender }. Text STOP to stop.

help =
    This is { $line }. You text us, and we pass it on.
    We read texts { $read_times }. Nobody watches at night.
    Text PERSON for a person, STOP to stop.
    { $numbers }
help_unsafe =
    This is { $line }. You text us, and we pass it on.
    We read texts { $read_times }. Nobody watches at night.
    Text PERSON for a person, STOP to stop.

urgent =
    Thank you for telling us. You matter.
    { $numbers }
    We are telling a worker now.
urgent_unsafe = Thank you for telling us. We are telling a worker now.
distress = Thank you for telling us. That sounds hard. A worker will read it.

question = Good question. A worker will read it within { $answered_within }. To have someone ring you, text PERSON.
underage =
    Thank you for telling us. This line is for people of 18 and over.
    { $numbers }
    A worker will be in touch.
banter = Fair enough. To be left in peace, text STOP. If you are up for it, text YES.

goodbye = OK. We will not text you again. If you ever want us back, text START.
goodbye_urgent =
    OK. We will not text you again. A worker will be told what you said.
    { $numbers }
    To have us back, text START.
welcome_back = Good to hear from you{ $by_name }. The line is open again. Text HELP to see what you can do.
back_again = Good to hear from you{ $by_name }. We are back too.

language = Thank you. So far we only text in English and Polish. We will tell a worker that you want { $wanted }.
speaking = Of course. From now on we write in English.

voice_note = Sorry, we cannot listen to that here. Please type it. Or text PERSON and someone will ring.
picture = Thank you. We cannot open that here. Please tell us in words.
in_words = Thank you. This one needs words. Or text PERSON and someone will ring.
too_big = Sorry, that is too big for us. You can send a shorter one or put it in words.
lost_voice = We could not open your voice note. You can send it again or put it in words.
lost_picture = We could not open your picture. You can send it again or put it in words.
flood = Thank you. That is a lot at once, and we keep all of it. A person reads it. We go on when it is calm.

placed = Thank you{ $by_name }. You are down for { $area }.
joined_already = You have joined already{ $by_name }. To say where you are, text JOIN and your area.
view_kept = Thank you{ $by_name }. Your Network will hear it.
read = Thank you{ $by_name }. A worker will read that.
nothing_on = Nothing is planned near you yet. We will tell you when there is.
whats_on =
    Coming up:

    { $what }

consultation_intro = Your Network would like to know what you think about this:
consultation_skip = Text SKIP to leave a question out.
consultation_scale = Send a number from { $low } to { $high }.
consultation_thanks = That was the last one. Thank you{ $by_name }. To say more, text SAY and then your words.

taken_back = OK, not { $things }.
noted = Noted: { $things }.
renamed = OK, { $name } it is. Thank you.

joined_elsewhere =
    Another phone has just used the code that we sent you.
    It is joined with this one now. If that was not you, text PERSON and we undo it.
code_unknown =
    That code does not work. It may be too old, or a letter is wrong.
    For a new one, text NEW NUMBER from your other phone.
code_closed = That did not work. Please text PERSON and someone will help you.
code_same = That code is for your other phone. Please text it from there.
