"""Why a written conversation falls short so far, in plain words, by its title. Gone once it does not."""

REASONS = {
    "pause and come back": "nowhere to go after treatment is taken for nowhere to sleep",
    "maybe, reminder, yes": "a yes with its reason before it is not seen",
}
