"""Stands in for Telegram's Bot API: its methods over HTTP, its updates by webhook or fetched, its refusals."""

import json
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self
from urllib.parse import unquote

from tests.standins.letter import Letter
from tests.standins.loopback import Answer, BreakOff, Call, Hang, Loopback, Reply

NOW = 1_764_000_000
"""The date on every message (Unix time); nothing depends on it."""
LONGEST_WAIT = 50
LARGEST_FILE = 20 * 2**20
"""What Telegram hands to a bot at most."""


@dataclass(frozen=True)
class Shown:
    """A message on a person's screen."""

    message_id: int
    chat: int
    text: str
    markup: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> list[list[str]]:
        """The keyboard's labels."""
        return [
            [key if isinstance(key, str) else key["text"] for key in row] for row in self.markup.get("keyboard", [])
        ]


class TelegramStandIn:
    """One bot. A person must write first: a chat that never did is not found."""

    def __init__(self, secret: str = "stand-in-secret", first_update: int = 700_000_000) -> None:
        self.token = "1234567:stand-in-token"
        self.secret = secret
        self.sent: list[Shown] = []
        self.calls: list[Call] = []
        self.webhook: dict[str, str] | None = None
        self.pending: list[dict[str, Any]] = []
        self._chats: set[int] = set()
        self._files: dict[str, bytes] = {}
        self._file_replies: deque[Reply] = deque()
        self._link_replies: deque[Reply] = deque()
        self._refusals: dict[int, Answer] = {}
        self._replies: deque[tuple[Reply, bool]] = deque()
        self._message_ids = count(1)
        self._update_ids = count(first_update)
        self._came = threading.Condition()
        self._server = Loopback(self._handle)

    @property
    def base_url(self) -> str:
        return self._server.url

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.closing.set()
        with self._came:
            self._came.notify_all()
        self._server.__exit__()

    # What goes wrong next

    def refuse_next(self, status: int, description: str, **parameters: int) -> None:
        """Refuse the next send with these words."""
        self._replies.append((refusal(status, description, **parameters), False))

    def flood_next(self, retry_after: int) -> None:
        """Ask for a pause at the next send."""
        self.refuse_next(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)

    def stumble_next(self, status: int = 502, after_taking: bool = False) -> None:
        """Answer the next send with a server error, having taken the text or not."""
        self._replies.append((refusal(status, "Bad Gateway"), after_taking))

    def break_next(self, after_taking: bool = False) -> None:
        """End the connection of the next send without an answer."""
        self._replies.append((BreakOff(), after_taking))

    def hang_next(self, after_taking: bool = False) -> None:
        """Never answer the next send."""
        self._replies.append((Hang(), after_taking))

    def garble_next(self) -> None:
        """Take the next text and answer 200 with something that is no JSON."""
        self._replies.append((Answer(200, b"Fine!"), True))

    def refuse_next_file(self, status: int, description: str, **parameters: int) -> None:
        """Refuse the next question where a file is."""
        self._file_replies.append(refusal(status, description, **parameters))

    def answer_next_file(self, about: Mapping[str, Any]) -> None:
        """Say this of where the next file is."""
        self._file_replies.append(result(dict(about)))

    def spoil_next_link(self, reply: Reply | None = None) -> None:
        """Answer the next download like this; without more, as a link that is too old is answered."""
        self._link_replies.append(reply or refusal(404, "Not Found"))

    def forget_files(self) -> None:
        """Telegram does not know any file any more."""
        self._files.clear()

    def deactivate(self, chat: int) -> None:
        """The person closed their account."""
        self._refusals[chat] = refusal(403, "Forbidden: user is deactivated")

    def migrate(self, chat: int, new_chat: int) -> None:
        """The chat got a new id."""
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        self._refusals[chat] = refusal(400, words, migrate_to_chat_id=new_chat)
        self._chats.add(new_chat)

    # What comes in

    def text(self, chat: int, text: str, **more: Any) -> Letter:
        """A person writes to the bot."""
        return self.message(chat, text=text, **more)

    def message(self, chat: int, **content: Any) -> Letter:
        """A person sends the bot something."""
        self._chats.add(chat)
        self._refusals.pop(chat, None)
        message = {
            "message_id": next(self._message_ids), "date": NOW, "chat": private(chat), "from": person(chat), **content
        }  # fmt: skip
        return self.update(message=message)

    def voice(self, chat: int, content: bytes, *, kind: str = "voice", **more: Any) -> Letter:
        """A person sends a voice note (or, by `kind`, a sound file or a round video)."""
        told = {**self.file(content), "duration": 3}
        mime = {"mime_type": more.pop("mime_type", "audio/ogg")} if kind != "video_note" else {}
        return self.message(chat, **{kind: {**told, **mime}}, **more)

    def photo(self, chat: int, content: bytes, **more: Any) -> Letter:
        """A person sends a picture; Telegram makes a small one of it too."""
        small = {**self.file(content[:8]), "width": 90, "height": 60}
        return self.message(chat, photo=[small, {**self.file(content), "width": 1280, "height": 853}], **more)

    def file(self, content: bytes, size: int | None = None) -> dict[str, Any]:
        """A file that Telegram keeps, as an update tells of it."""
        name = f"AgACAgQAAxk{len(self._files)}"
        self._files[name] = content
        return {"file_id": name, "file_unique_id": f"u{name}", "file_size": len(content) if size is None else size}

    def block(self, chat: int) -> Letter:
        """A person blocks the bot."""
        self._refusals[chat] = refusal(403, "Forbidden: bot was blocked by the user")
        return self.update(my_chat_member=self._membership(chat, "member", "kicked"))

    def unblock(self, chat: int) -> Letter:
        """A person lets the bot back in."""
        self._refusals.pop(chat, None)
        return self.update(my_chat_member=self._membership(chat, "kicked", "member"))

    def update(self, **parts: Any) -> Letter:
        """An update of any kind: kept for fetching, and ready to be posted with the secret."""
        update = {"update_id": next(self._update_ids), **parts}
        with self._came:
            self.pending.append(update)
            self._came.notify_all()
        return self.letter(update)

    def letter(self, update: Mapping[str, Any]) -> Letter:
        """This update as a webhook call."""
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.secret}
        return Letter("/webhooks/telegram", headers, json.dumps(update).encode())

    def begin_anew(self, first_update: int) -> None:
        """Count updates from another number, as happens after a quiet week."""
        self._update_ids = count(first_update)

    def _membership(self, chat: int, old: str, new: str) -> dict[str, Any]:
        bot = {"id": 1234567, "is_bot": True, "first_name": "Lightline"}

        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": bot, "status": status, **until}

        return {
            "chat": private(chat), "from": person(chat), "date": NOW, "old_chat_member": member(old),
            "new_chat_member": member(new),
        }  # fmt: skip

    # The API

    def _handle(self, call: Call) -> Reply:
        self.calls.append(call)
        if unquote(call.path).startswith(f"/file/bot{self.token}/files/"):
            return self._hand_over(call.path.rpartition("/")[2])
        if not call.path.startswith(f"/bot{self.token}/"):
            return refusal(401, "Unauthorized")
        match call.path.rpartition("/")[2]:
            case "sendMessage":
                return self._send(call.form)
            case "getFile":
                return self._locate(call.form.get("file_id", ""))
            case "getUpdates":
                return self._fetch(call.form)
            case "getMe":
                return result({"id": 1234567, "is_bot": True, "first_name": "Lightline", "username": "LightlineBot"})
            case "setWebhook":
                self.webhook = dict(call.form)
                return result(True)
            case "deleteWebhook":
                self.webhook = None
                return result(True)
        return refusal(404, "Not Found")

    def _locate(self, file_id: str) -> Reply:
        if self._file_replies:
            return self._file_replies.popleft()
        content = self._files.get(file_id)
        if content is None:
            return refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(content) > LARGEST_FILE:
            return refusal(400, "Bad Request: file is too big")
        about = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content)}
        return result({**about, "file_path": f"files/{file_id}"})

    def _hand_over(self, file_id: str) -> Reply:
        if self._link_replies:
            return self._link_replies.popleft()
        content = self._files.get(file_id)
        if content is None:
            return refusal(404, "Not Found")
        return Answer(200, content, {"Content-Type": "application/octet-stream"})

    def _send(self, form: Mapping[str, str]) -> Reply:
        if self._replies:
            reply, take = self._replies.popleft()
            if take:
                self._take(form)
            return reply
        return self._objection(form) or result(self._resource(self._take(form)))

    def _objection(self, form: Mapping[str, str]) -> Answer | None:
        chat, text = int(form.get("chat_id", 0)), form.get("text", "")
        if chat not in self._chats:
            return refusal(400, "Bad Request: chat not found")
        if not text.strip():
            return refusal(400, "Bad Request: message text is empty")
        if len(text) > 4096:
            return refusal(400, "Bad Request: message is too long")
        return self._refusals.get(chat)

    def _take(self, form: Mapping[str, str]) -> Shown:
        markup = json.loads(form.get("reply_markup", "{}"))
        shown = Shown(next(self._message_ids), int(form["chat_id"]), form["text"], markup)
        self.sent.append(shown)
        return shown

    def _resource(self, shown: Shown) -> dict[str, Any]:
        return {"message_id": shown.message_id, "date": NOW, "chat": private(shown.chat), "text": shown.text}

    def _fetch(self, form: Mapping[str, str]) -> Reply:
        if self.webhook is not None:
            return refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        wait = min(int(form.get("timeout", 0)), LONGEST_WAIT)
        with self._came:
            offset = int(form.get("offset", 0))
            self.pending = [update for update in self.pending if update["update_id"] >= offset or not offset]
            self._came.wait_for(lambda: self.pending or self._server.closing.is_set(), timeout=wait)
            return result(self.pending[: int(form.get("limit", 100))])


def private(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private", "first_name": "Parveen"}


def person(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "Parveen", "language_code": "en"}


def result(value: Any) -> Answer:
    return Answer(200, json.dumps({"ok": True, "result": value}).encode())


def refusal(status: int, description: str, **parameters: int) -> Answer:
    more = {"parameters": parameters} if parameters else {}
    return Answer(status, json.dumps({"ok": False, "error_code": status, "description": description, **more}).encode())
