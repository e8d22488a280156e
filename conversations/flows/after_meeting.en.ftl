there = Hello{ $by_name }. Were you at { $title }?

good = What was good when we met? Or text SKIP.

better = What would make the next one better? Or text SKIP.

thanks = Thank you{ $by_name }. Your Network will hear it.

missed = That is fine{ $by_name }. We hope to see you next time. To tell us why, text SAY and then your words.

another_time = That is fine{ $by_name }. To have your say any time, text SAY and then your words.
