"""docs/broadcasts.md says what works: its example is taken, its commands are there."""

import json
import re

from api.v1.broadcast_shapes import AudienceShape, NewBroadcast
from conversations.announcing import advice, refusals
from tests.commands.conftest import Lightline
from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "broadcasts.md").read_text(encoding="utf-8")


def test_its_example_is_a_broadcast_that_may_go_out() -> None:
    found = re.search(r"```json\n(.*?)```", PAGE, flags=re.DOTALL)
    assert found
    shown = NewBroadcast.model_validate_json(found[1])
    texts = {"en": shown.text, **shown.translations}
    foot = {"en": "From Leeds Network. Text STOP to stop."}
    assert refusals(texts, foot) == []
    assert advice(texts, foot) == []
    assert json.loads(found[1])["audience"]["networks"] == ["leeds"]


def test_it_names_every_part_of_an_audience() -> None:
    assert all(f"`{name}`" in PAGE for name in AudienceShape.model_fields)


def test_its_commands_are_there(lightline: Lightline) -> None:
    for command, deed in set(re.findall(r"^    lightline (\w+) (\w+)", PAGE, flags=re.MULTILINE)):
        assert lightline(command, deed, "--help").exit_code == 0, (command, deed)
