# Polish. With its marks here; an SMS goes out without them, as people write it themselves.

yes = Tak
no = Nie

and_more =
    { $count ->
        [one] jeszcze jedno
       *[other] jeszcze { $count }
    }

again = Przepraszamy, nie rozumiemy.
good_question = Dobre pytanie. Jeśli ma odpowiedzieć człowiek, napisz OSOBA.
moving_on = Nic nie szkodzi. Idziemy dalej.
back_to = Wracamy do naszej rozmowy.

broadcast_from = Od: { $sender }. Napisz STOP, a przestaniemy.
broadcast_from_worker = Od: { $worker }, { $sender }. Napisz STOP, a przestaniemy.

help =
    Tu { $line }. Ty piszesz, my przekazujemy dalej.
    Czytamy { $read_times }. W nocy nikt nie czuwa.
    Napisz OSOBA, a odezwie się człowiek. Napisz STOP, a przestaniemy.
    { $numbers }
help_unsafe =
    Tu { $line }. Ty piszesz, my przekazujemy dalej.
    Czytamy { $read_times }. W nocy nikt nie czuwa.
    Napisz OSOBA, a odezwie się człowiek. Napisz STOP, a przestaniemy.

urgent =
    Dziękujemy, że nam o tym piszesz. Jesteś kimś ważnym.
    { $numbers }
    Już mówimy o tym pracownikowi.
urgent_unsafe = Dziękujemy, że nam o tym piszesz. Już mówimy o tym pracownikowi.
distress = Dziękujemy, że nam o tym piszesz. To musi być trudne. Pracownik to przeczyta.

question =
    Dobre pytanie. Pracownik przeczyta je w ciągu { $answered_within }.
    Jeśli ktoś ma zadzwonić, napisz OSOBA.
underage =
    Dziękujemy, że nam to piszesz. Ta linia jest dla osób od 18 lat.
    { $numbers }
    Pracownik się odezwie.
banter = W porządku. Jeśli chcesz mieć spokój, napisz STOP. Jeśli chcesz spróbować, napisz TAK.

goodbye = Dobrze. Nie będziemy już pisać. Jeśli zechcesz wrócić, napisz START.
goodbye_urgent =
    Dobrze. Nie będziemy już pisać. Pracownik dowie się, co nam piszesz.
    { $numbers }
    Jeśli zechcesz wrócić, napisz START.
welcome_back = Dobrze, że jesteś{ $by_name }. Linia znów działa. Napisz POMOC, a powiemy, co tu można.
back_again = Dobrze, że jesteś{ $by_name }. My też wracamy.

language = Dziękujemy. Na razie piszemy tylko po angielsku i po polsku. Powiemy pracownikowi, co wolisz: { $wanted }.
speaking = Jasne. Od teraz piszemy po polsku. Jeśli wolisz angielski, napisz ENGLISH.

voice_note = Przepraszamy, nie możemy tu odsłuchać nagrań. Napisz to, proszę. Napisz OSOBA, a ktoś zadzwoni.
picture = Dziękujemy. Nie możemy tu tego otworzyć. Opowiedz nam słowami.
in_words = Dziękujemy. Tu potrzebne są słowa. Możesz też napisać OSOBA, a ktoś zadzwoni.
too_big = Przepraszamy, to dla nas za duże. Wyślij coś krótszego albo opowiedz słowami.
lost_voice = Nie udało się otworzyć Twojego nagrania. Wyślij je jeszcze raz albo opowiedz słowami.
lost_picture = Nie udało się otworzyć Twojego zdjęcia. Wyślij je jeszcze raz albo opowiedz słowami.
flood = Dziękujemy. To dużo naraz, zachowamy wszystko. Przeczyta to człowiek. Wrócimy, gdy będzie spokojniej.

placed = Dziękujemy{ $by_name }. Zapisane: { $area }.
joined_already = Już jesteś z nami{ $by_name }. Chcesz podać okolicę? Napisz JOIN i jej nazwę.
view_kept = Dziękujemy{ $by_name }. Twoja grupa o tym usłyszy.
read = Dziękujemy{ $by_name }. Pracownik to przeczyta.
nothing_on = Na razie nic się blisko Ciebie nie szykuje. Damy znać, gdy coś będzie.
whats_on =
    Już wkrótce:

    { $what }

taken_back = Dobrze, skreślamy: { $things }.
noted = Zapisane: { $things }.
renamed = Dobrze, { $name }. Dziękujemy.

later = Dobrze. Zapytamy później.
tomorrow = Dobrze. Zapytamy wtedy.
where_we_were = Tu skończyliśmy.

consultation_intro = Twoja grupa chce wiedzieć, co o tym myślisz:
consultation_skip = Aby pominąć pytanie, napisz POMIŃ.
consultation_scale = Napisz liczbę od { $low } do { $high }.
consultation_thanks = To już wszystko. Dziękujemy{ $by_name }. Chcesz dodać coś jeszcze? Napisz POWIEM i swoje słowa.

joined_elsewhere =
    Z kodu od nas skorzystał właśnie inny telefon.
    Jest teraz połączony z tym. Jeśli to nie Ty, napisz OSOBA, a to cofniemy.
code_unknown =
    Ten kod nie działa. Może jest za stary albo jest w nim błąd.
    Po nowy napisz NOWY NUMER z drugiego telefonu.
code_closed = Nie udało się. Napisz OSOBA, a ktoś Ci pomoże.
code_same = Ten kod jest na drugi telefon. Wyślij go stamtąd.
