offer =
    Thank you for what you told us. A worker will read it.
    Shall we pass it on to your Network too?
    .again = Shall we pass on what you told us to your Network? Please text YES or NO.

passed_on = Thank you{ $by_name }. Your Network will hear it.

left = That is fine. We will not pass it on.
