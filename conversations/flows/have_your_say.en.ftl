intro = Your Network would like to hear from you. Text SKIP to leave a question out.

each = { $question }
    .thanks = Thank you.
    .again = Please send one number from 1 to 5. Or text SKIP.

anything = What would you like your Network to hear? Say it in your own words.

thanks = Thank you{ $by_name }. Your Network will hear it. To say more, text SAY and then your words.

another_time = That is fine{ $by_name }. To have your say any time, text SAY and then your words.
