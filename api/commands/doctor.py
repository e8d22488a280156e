"""`lightline doctor`: looks at everything that can be set wrong, and says which, what is wrong and how to set it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

import typer

from api.commands.front import WRONG, out
from bot.channels.errors import SendError
from bot.channels.sms import SmsChannel
from bot.channels.telegram import TelegramChannel
from bot.house import channels_from, key_ring, utc_now
from bot.settings import Settings, SettingsError, load_settings
from conversations.library import load_flows
from conversations.line import load_line
from conversations.problems import FlowError
from storage import readiness
from storage.database import Database
from storage.errors import StorageError

STALE = timedelta(days=180)
"""A helpline's number is looked up anew twice a year."""
PATIENCE = 15.0
"""Seconds that a provider may take to answer."""
COLOURS = {"ok": "green", "note": "yellow", "wrong": "red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `wrong` must be put right before people are texted, a `note` need not."""

    verdict: Literal["ok", "note", "wrong"]
    about: str
    words: str


def doctor(
    offline: Annotated[bool, typer.Option(help="Do not ask the providers whether the accounts work.")] = False,
) -> None:
    """Say which setting is wrong, what is wrong with it and how to set it. Changes nothing."""
    findings = []
    for finding in examine(offline=offline):
        findings.append(finding)
        out.print(f"[{COLOURS[finding.verdict]}]{finding.verdict:5}[/]", end="  ")
        out.print(f"{finding.about}: {finding.words}", markup=False, soft_wrap=True)
    if any(each.verdict == "wrong" for each in findings):
        raise typer.Exit(WRONG)


def examine(*, offline: bool) -> Iterator[Finding]:
    """Everything, in the order in which one would put it right."""
    yield from flows()
    try:
        settings = load_settings()
    except SettingsError as error:
        for line in str(error).splitlines():
            about, _, words = line.partition(": ") if ": " in line else ("settings", "", line)
            yield Finding("wrong", about, words)
        return
    yield Finding("ok", "settings", f"read, {len(settings.model_fields_set)} set, the others as lightline --help says")
    yield from key_and_database(settings)
    yield from doors(settings)
    yield from channels(settings, offline=offline)


def flows() -> Iterator[Finding]:
    """The conversations, and whether the helplines' numbers were looked up lately."""
    try:
        yield Finding("ok", "flows", ", ".join(load_flows().names))
    except FlowError as error:
        yield from (Finding("wrong", "flows", str(problem)) for problem in error.problems)
    for post in load_line().signposts:
        if utc_now().date() - post.checked_on > STALE:
            yield Finding("note", f"signpost {post.name}", f"last checked on {day(post.checked_on)}. Look it up again")


def key_and_database(settings: Settings) -> Iterator[Finding]:
    """Whether there is a key and whether this program may work on the database."""
    try:
        ring = key_ring(settings)
    except SettingsError as error:
        about, _, words = str(error).partition(" ")
        yield Finding("wrong", about, words)
        return
    yield Finding("ok", "LIGHTLINE_SECRET_KEY", f"{len(settings.secret_keys)} on the ring")
    try:
        database = Database(settings.database_url, ring)
        try:
            readiness.check(database)
        finally:
            database.close()
    except StorageError as error:
        yield Finding("wrong", "LIGHTLINE_DATABASE_URL", str(error))
        return
    kind = "SQLite" if settings.database_url.startswith("sqlite") else "PostgreSQL"
    yield Finding("ok", "LIGHTLINE_DATABASE_URL", f"{kind}, there and in this version")


def doors(settings: Settings) -> Iterator[Finding]:
    """How the world reaches this server."""
    url = settings.public_url
    if url is None:
        yield Finding("note", "LIGHTLINE_PUBLIC_URL", "not set: no webhooks; Telegram is fetched, SMS cannot be on")
    elif not url.startswith("https://"):
        yield Finding("wrong", "LIGHTLINE_PUBLIC_URL", "is not https. Texts would cross the world in the open")
    else:
        yield Finding("ok", "LIGHTLINE_PUBLIC_URL", url)
    if url is not None and settings.metrics_token is None:
        words = "not set: keep /metrics out of what your web server passes on (docs/operations.md)"
        yield Finding("note", "LIGHTLINE_METRICS_TOKEN", words)
    if settings.simulator and url is not None:
        words = "is on while the world can reach this server: anyone could text as anyone. Set it to 0"
        yield Finding("wrong", "LIGHTLINE_SIMULATOR", words)


def channels(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """What is on, and whether the provider knows us."""
    on = channels_from(settings)
    if not on:
        words = "none is on. Set TWILIO_* for SMS, TELEGRAM_BOT_TOKEN for Telegram, LIGHTLINE_SIMULATOR=1 to try out"
        yield Finding("wrong", "channels", words)
    for name, channel in on.items():
        if offline or not isinstance(channel, SmsChannel | TelegramChannel):
            yield Finding("ok", name, "on")
        else:
            yield asyncio.run(known_to_provider(name, channel))


async def known_to_provider(name: str, channel: SmsChannel | TelegramChannel) -> Finding:
    """Ask the provider who we are: nothing is sent."""
    await channel.open()
    try:
        async with asyncio.timeout(PATIENCE):
            return Finding("ok", name, await channel.check())
    except SendError as error:
        return Finding("wrong", name, error.reason)
    except TimeoutError:
        return Finding("wrong", name, f"no answer in {PATIENCE:.0f} s. Is the way out to the provider open?")
    finally:
        await channel.close()


def day(date: date) -> str:
    """As people write it."""
    return f"{date.day} {date:%B %Y}"
