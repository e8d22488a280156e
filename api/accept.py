"""Which of several formats a request would like best, from its `Accept` header (RFC 9110, 12.5.1)."""

from collections.abc import Sequence


def preferred(accept: str | None, offers: Sequence[str]) -> str | None:
    """The best of the offered media types, or None if none would do. No header means: whatever comes first."""
    if not accept or not accept.strip():
        return offers[0]
    wishes = [wish_of(part) for part in accept.split(",") if part.strip()]
    liked = [(liking(offer, wishes), -place, offer) for place, offer in enumerate(offers)]
    quality, _, best = max(liked)
    return best if quality > 0 else None


def wish_of(part: str) -> tuple[str, float]:
    """One media range with its quality: "text/*;q=0.5" is ("text/*", 0.5). An unreadable quality counts as 1."""
    media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return media_range, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return media_range, 1.0


def liking(offer: str, wishes: Sequence[tuple[str, float]]) -> float:
    """How much one media type is wanted: the most exact range that fits it decides."""
    for fitting in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        for media_range, quality in wishes:
            if media_range == fitting:
                return quality
    return 0.0
