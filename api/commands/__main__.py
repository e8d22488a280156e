"""`python -m api.commands` is `lightline`, where nothing is installed."""

from api.commands import app

app()
