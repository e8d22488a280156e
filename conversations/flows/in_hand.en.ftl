listening = Thank you. A worker will read that too.
