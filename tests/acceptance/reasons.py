"""Why a written conversation falls short so far, in plain words, by its title. Gone once it does not."""

REASONS: dict[str, str] = {}
