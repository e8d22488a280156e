"""Every text in and out. The table is the queue too: what is due is a row with a time.

table.py    what a message is
thread.py   texts as they come in, are queued, and are read
outbox.py   claiming what is due, and writing down what came of it
reports.py  what the provider says became of a text
"""

from storage.messages.outbox import Claimed, claim, defer, fail, next_due, retry, sent, skip
from storage.messages.reports import Status, report
from storage.messages.table import Message, State
from storage.messages.thread import after, by_ids, keep_inbound, known, of_contact, queue

__all__ = [
    "Claimed",
    "Message",
    "State",
    "Status",
    "after",
    "by_ids",
    "claim",
    "defer",
    "fail",
    "keep_inbound",
    "known",
    "next_due",
    "of_contact",
    "queue",
    "report",
    "retry",
    "sent",
    "skip",
]
