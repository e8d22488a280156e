"""Every text in and out. The table is the queue too: what is due is a row with a time.

table.py    what a message is
thread.py   texts as they come in, are queued, and are read
outbox.py   claiming what is due, and writing down what came of it
reports.py  what the provider says became of a text
sweep.py    finding what is stuck
backlog.py  how much waits
"""

from storage.messages.backlog import Waiting, waiting
from storage.messages.outbox import (
    Claimed,
    claim,
    defer,
    due,
    fail,
    names,
    next_due,
    put_off,
    retry,
    sent,
    skip,
    take,
    tries,
)
from storage.messages.reports import Named, Status, once_more, report
from storage.messages.sweep import Swept, sweep
from storage.messages.table import Message, State
from storage.messages.thread import after, by_ids, keep_inbound, known, of_contact, queue

__all__ = [
    "Claimed",
    "Message",
    "Named",
    "State",
    "Status",
    "Swept",
    "Waiting",
    "after",
    "by_ids",
    "claim",
    "defer",
    "due",
    "fail",
    "keep_inbound",
    "known",
    "names",
    "next_due",
    "of_contact",
    "once_more",
    "put_off",
    "queue",
    "report",
    "retry",
    "sent",
    "skip",
    "sweep",
    "take",
    "tries",
    "waiting",
]
