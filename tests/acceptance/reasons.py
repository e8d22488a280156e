"""Why a written conversation falls short so far, in plain words, by its title. Gone once it does not."""

REASONS = {
    "pause and come back": "nowhere to go after treatment is taken for nowhere to sleep",
    "complaint": "the word it is taken for computers (IT)",
    "photo as an answer": "a carp is not known for a fish",
    "emoji conversation": "a picture of a fish is taken for small talk",
    "anxiety on trains": "the word it is taken for computers (IT)",
    "late and lost on the day": "model trains are taken for trains",
    "swears then joins in": "swearing and nothing else is taken for a wish to stop, and then only START opens the line",
    "off topic then answers": "the word it is taken for computers (IT)",
    "child playing with phone": "a yes behind an apology is not seen",
    "Polish all through": "interests are known by their English names only",
    "changes mind about everything": "the word it is taken for computers (IT)",
}
