"""A real HTTP server on loopback that answers as its handler says, or breaks off, or never answers."""

import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Call:
    """A request as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """A response with a body."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


@dataclass(frozen=True)
class BreakOff:
    """The connection ends without an answer."""


@dataclass(frozen=True)
class Hang:
    """No answer comes until the server closes."""


Reply = Answer | BreakOff | Hang


class Loopback:
    """Serves `handle` on a free port of 127.0.0.1 while entered."""

    def __init__(self, handle: Callable[[Call], Reply]) -> None:
        self.closing = threading.Event()
        self._handle = handle
        self._running = ExitStack()
        self.url = ""

    def __enter__(self) -> Self:
        server = self._running.enter_context(QuietServer(("127.0.0.1", 0), handler_for(self._handle, self.closing)))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        self._running.callback(thread.join)
        self._running.callback(server.shutdown)
        self._running.callback(self.closing.set)
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()


class QuietServer(ThreadingHTTPServer):
    """Says nothing when a client goes away in the middle."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


def handler_for(handle: Callable[[Call], Reply], closing: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.reply(handle(self.call()))

        do_GET = do_POST  # noqa: N815  # the standard library chose the name

        def call(self) -> Call:
            target = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            fields = dict(parse_qsl(target.query)), dict(parse_qsl(body, keep_blank_values=True))
            headers = {name.lower(): value for name, value in self.headers.items()}
            return Call(self.command, target.path, *fields, headers)

        def reply(self, reply: Reply) -> None:
            match reply:
                case Answer(status, body, headers):
                    self.send_response(status)
                    for name, value in {**headers, "Content-Length": str(len(body))}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
                case Hang():
                    closing.wait()
                    self.close_connection = True
                case BreakOff():
                    self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
