# Polish, as far as it is translated; the rest is said in English.

yes = Tak
no = Nie

language = Dziękujemy. Na razie piszemy po angielsku. Powiemy pracownikowi, że wolisz polski.
