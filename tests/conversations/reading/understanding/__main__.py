"""`make evaluate`: print the table and write the page."""

import sys

from tests.conversations.reading.understanding.page import FILE, page, table

if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{table()}\n\nwritten: {FILE}\n")
