"""The kinds of node there are. A new kind is a file here, a line below, and its cases in tests/conversations/nodes."""

from collections.abc import Mapping

from conversations.nodes.ask_choice import AskChoice
from conversations.nodes.ask_coming import AskComing
from conversations.nodes.ask_each import AskEach
from conversations.nodes.ask_easier import AskEasier
from conversations.nodes.ask_list import AskList
from conversations.nodes.ask_text import AskText
from conversations.nodes.begin import Begin
from conversations.nodes.branch import Branch
from conversations.nodes.erase import Erase
from conversations.nodes.give_code import GiveCodeNode
from conversations.nodes.keep import Keep
from conversations.nodes.listen import Listen
from conversations.nodes.node import Node
from conversations.nodes.offer import Offer
from conversations.nodes.pause import Pause
from conversations.nodes.remember import Remember
from conversations.nodes.say import SayNode
from conversations.nodes.scale import Scale
from conversations.nodes.stand_by import StandBy
from conversations.nodes.tell_worker import TellWorker
from conversations.nodes.wait import Wait
from conversations.nodes.yes_no import YesNo

KINDS: Mapping[str, type[Node]] = {
    "say": SayNode,
    "ask_text": AskText,
    "ask_choice": AskChoice,
    "yes_no": YesNo,
    "scale": Scale,
    "ask_list": AskList,
    "ask_each": AskEach,
    "ask_coming": AskComing,
    "ask_easier": AskEasier,
    "stand_by": StandBy,
    "offer": Offer,
    "listen": Listen,
    "branch": Branch,
    "remember": Remember,
    "keep": Keep,
    "tell_worker": TellWorker,
    "give_code": GiveCodeNode,
    "erase": Erase,
    "pause": Pause,
    "wait": Wait,
    "begin": Begin,
}
"""What a flow's `kind:` may be."""
