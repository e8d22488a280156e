"""The same short conversation as python-telegram-bot's own means have it: ConversationHandler, PicklePersistence.

Kept as its documentation says: `on_flush=False` writes the file at every change, and `update_persistence` after every
update leaves nothing for later. What is said and answered is kept in `user_data`, as ours is in the database. Replies
are kept and not sent, as in our turn, so this too touches no network.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackContext,
    CommandHandler,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData

from benchmarks.line import SAYINGS

Data = dict[Any, Any]
Context = CallbackContext[ExtBot[None], Data, Data, Data]
App = Application[ExtBot[None], Context, Data, Data, Data, None]

ASKED = (
    "Hello! This is Lightline. May we keep what you tell us, and text you? Reply 1 for yes, 2 for no.",
    "Thank you. What may we call you? You can say skip.",
    "Nice to meet you. Which area are you in? Leeds, Bradford, Calderdale, Kirklees, Wakefield. You can say skip.",
    "How may we quote you? 1 first name, 2 no name. You can say skip.",
    "What lights you up? One thing a text is fine.",
    "Lovely. Anything else?",
    "Anything else? Say that's it when you are done.",
    "May a worker see what lights you up? Reply 1 for yes, 2 for no.",
    "Thank you. Text SAY and what matters to you at any time.",
    "Thank you. We pass it on. Is there anything else you want to say about it?",
    "What would you like your Network to hear?",
    "Thank you. Shall we pass it on? Reply 1 for yes, 2 for no.",
    "We pass it on. You will hear what comes of it.",
    "Thank you, speak soon.",
)
"""What the bot says after each of the texts."""


class NoNetwork(BaseRequest):
    """Answers the one question that starting asks: who are we?"""

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    @property
    def read_timeout(self) -> float | None:
        return None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        return 200, b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Lightline","username":"LightlineBot"}}'


def heard(step: int) -> Callable[[Update, Context], Any]:
    """The handler of one step: the answer and the reply are kept, and on it goes."""

    async def handle(update: Update, context: Context) -> int:
        assert update.message
        assert context.user_data is not None
        told = context.user_data
        told.setdefault("texts", []).append(("in", update.message.text, update.message.date))
        told.setdefault("answers", {})[step] = update.message.text
        told["texts"].append(("out", ASKED[step], update.message.date))
        return step + 1 if step + 1 < len(SAYINGS) else ConversationHandler.END

    return handle


async def application(path: Path) -> App:
    """The bot, on a file."""
    words = filters.TEXT & ~filters.COMMAND
    talk = ConversationHandler[Context](
        entry_points=[CommandHandler("start", heard(0)), MessageHandler(words, heard(0))],
        states={step: [MessageHandler(words, heard(step))] for step in range(1, len(SAYINGS))},
        fallbacks=[],
        name="talk",
        persistent=True,
    )
    builder = Application.builder().token("1:none").updater(None).job_queue(None)
    persistence: PicklePersistence[Data, Data, Data] = PicklePersistence(path, on_flush=False)
    app = builder.request(NoNetwork()).persistence(persistence).build()
    app.add_handler(talk)
    await app.initialize()
    return app


def update_of(n: int, people: int) -> dict[str, Any]:
    """The n-th update, as Telegram tells of it: everybody says the first thing, then everybody the second ..."""
    step, person = divmod(n, people)
    chat = {"id": 1_000_000 + person, "type": "private", "first_name": "Parveen"}
    words = SAYINGS[step % len(SAYINGS)]
    message = {"message_id": n, "date": 1_764_000_000, "chat": chat, "from": {**chat, "is_bot": False}, "text": words}
    return {"update_id": n, "message": message}


class PickleBot:
    """The bot with so many people, each some way into the conversation."""

    def __init__(self, path: Path, people: int, steps: int) -> None:
        self.people = people
        self.done = people * steps
        self.loop = asyncio.new_event_loop()
        self.app = self.loop.run_until_complete(application(path))
        self.loop.run_until_complete(self.catch_up())

    async def catch_up(self) -> None:
        """What was said before is written down once, at the end."""
        for n in range(self.done):
            await self.app.process_update(Update.de_json(update_of(n, self.people), self.app.bot))
        persistence = self.app.persistence
        assert isinstance(persistence, PicklePersistence)
        persistence.on_flush = True
        await self.app.update_persistence()
        await persistence.flush()
        persistence.on_flush = False

    def once(self, n: int) -> object:
        """One update, handled and on the disk."""
        return self.loop.run_until_complete(self.durable(update_of(self.done + n, self.people)))

    async def durable(self, update: dict[str, Any]) -> None:
        await self.app.process_update(Update.de_json(update, self.app.bot))
        await self.app.update_persistence()

    def close(self) -> None:
        self.loop.run_until_complete(self.app.shutdown())
        self.loop.close()
