listening = Dziękujemy. Pracownik też to przeczyta.
