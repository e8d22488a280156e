until_then =
    OK{ $by_name }. We will leave you in peace until { $till }.
    Take care. Text us any time and we are back.

hello_again =
    Hello{ $by_name }. You asked us to wait until today.
    We are here if you want us. For more peace, text PAUSE.

until_you_text =
    OK{ $by_name }. We will leave you in peace.
    Take care. Text us any time and we are back.
