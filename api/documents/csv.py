"""Any list of objects as a CSV table that is safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

CSV = "text/csv"

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet run a cell (OWASP, CSV injection); the last four are the full-width twins."""


def table(kind: type[BaseModel], rows: Iterable[BaseModel]) -> str:
    """A header line and one line a row (RFC 4180)."""
    out = io.StringIO()
    columns = list(kind.model_fields)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        values = row.model_dump(mode="json")
        writer.writerow([cell(values[column]) for column in columns])
    return out.getvalue()


def cell(value: Any) -> str:
    """One value as text, defused: nothing in it is ever a formula. Of a list of things, where to get each."""
    if isinstance(value, list):
        value = " ".join(str(each["href"]) for each in value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
