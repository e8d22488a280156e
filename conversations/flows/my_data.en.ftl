not_here =
    We have told a worker.
    They will tell you all that we hold about you.
    That takes { $data_within } at most.

hold = We hold your number and the texts you sent.

name = Your name: { $first_name }.

area = Your area: { $area }.

interests = What lights you up: { $interests }.

views =
    { $views ->
        [one] One thing you told your Network.
       *[other] { $views } things you told your Network.
    }

files =
    { $files ->
        [one] One voice note or picture.
       *[other] { $files } voice notes or pictures.
    } What you pass on, your Network can hear and see.

workers = Our workers see it. Nobody else gets your number.

by_name = Your Network hears what you say, with your first name.

by_no_name = Your Network hears what you say, with no name.

more = For a copy, text PERSON. To have it all deleted, text DELETE MY DATA.
