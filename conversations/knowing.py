"""What we know of a person once an effect is decided: the rest of the same turn already counts on it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conversations import effects
from conversations.effects import Effect
from conversations.situation import Interest, Person


def knowing(person: Person, effect: Effect) -> Person:
    """The person as the effect will leave them."""
    change = CHANGES.get(type(effect))
    return change(person, effect) if change else person


def _interest(person: Person, effect: effects.KeepInterest) -> Person:
    new = Interest(effect.words, effect.interest)
    known = any(new.is_(each) for each in person.interests)
    return person if known else replace(person, interests=(*person.interests, new))


def _no_interest(person: Person, effect: effects.ForgetInterest) -> Person:
    gone = Interest(effect.words, effect.interest)
    return replace(person, interests=tuple(each for each in person.interests if not gone.is_(each)))


def _consent(person: Person, effect: effects.RecordConsent) -> Person:
    new: dict[str, bool] = {effect.purpose: effect.given}
    return replace(person, consents={**person.consents, **new}, here={**person.here, **new})


def _erased(person: Person, _effect: effects.EraseContact) -> Person:
    return Person(person.reference, person.channel, stopped=True)


CHANGES: Mapping[type, Callable[[Person, Any], Person]] = {
    effects.KeepInterest: _interest,
    effects.KeepView: lambda person, effect: replace(person, views=person.views + 1),
    effects.EraseContact: _erased,
    effects.ForgetInterest: _no_interest,
    effects.RecordConsent: _consent,
    effects.NameContact: lambda person, effect: replace(person, first_name=effect.first_name),
    effects.PlaceContact: lambda person, effect: replace(person, network=effect.network),
    effects.QuoteAs: lambda person, effect: replace(person, attribution=effect.attribution),
    effects.StopContact: lambda person, effect: replace(person, stopped=True),
    effects.RestartContact: lambda person, effect: replace(person, stopped=False),
    effects.PauseContact: lambda person, effect: replace(person, paused=True, paused_until=effect.until),
    effects.ResumeContact: lambda person, effect: replace(person, paused=False, paused_until=None),
    effects.SpeakLanguage: lambda person, effect: replace(person, language=effect.language),
}
"""One line an effect that changes what is known; the others change nothing about the person."""
