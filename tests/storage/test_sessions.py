import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from conversations.session import Json, Session
from storage import sessions
from storage.columns import new_id
from storage.database import Database
from tests.storage.people import ANN, BOB, MINUTE, NOW, reach

WELCOME = Session(flow="welcome", version="a1", node="consent")
LIGHT = Session(flow="light_me_up", version="b2", node="first")

anything: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(), lambda inner: st.lists(inner, max_size=3)
)


def test_a_session_goes_on_where_it_was(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        sessions.save(tx, ann, WELCOME, NOW)
    later = WELCOME.model_copy(update={"node": "name", "misses": 1, "memory": {"agreed": True}, "trail": ("consent",)})
    with database.begin() as tx:
        assert sessions.open_for(tx, ann) == (WELCOME,)
        sessions.save(tx, ann, later, NOW + MINUTE)
    with database.read() as tx:
        assert sessions.open_for(tx, ann) == (later,)


def test_the_session_that_was_spoken_in_last_is_first(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        sessions.save(tx, ann, WELCOME, NOW)
        sessions.save(tx, ann, LIGHT, NOW)
        both_in_one_turn = sessions.open_for(tx, ann)
        sessions.save(tx, ann, WELCOME, NOW + MINUTE)
        welcome_again = sessions.open_for(tx, ann)
    assert both_in_one_turn == (LIGHT, WELCOME)
    assert welcome_again == (WELCOME, LIGHT)


def test_an_ended_session_is_a_record_and_the_flow_can_begin_again(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        for node in ("first", "second"):
            sessions.save(tx, ann, WELCOME.model_copy(update={"node": node}), NOW)
            sessions.save(tx, ann, WELCOME.model_copy(update={"node": node, "status": "ended"}), NOW)
            assert sessions.open_for(tx, ann) == ()
        sessions.save(tx, ann, WELCOME, NOW)
        assert sessions.open_for(tx, ann) == (WELCOME,)
        rows = tx.execute(sessions.table.select()).all()
    assert sorted((row.node, row.status) for row in rows) == [
        ("consent", "asking"), ("first", "ended"), ("second", "ended")]  # fmt: skip


def test_a_session_that_began_and_ended_in_one_turn_is_kept(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        sessions.save(tx, ann, WELCOME.model_copy(update={"status": "ended"}), NOW)
        assert sessions.open_for(tx, ann) == ()
        assert len(tx.execute(sessions.table.select()).all()) == 1


def test_everybody_has_their_own(database: Database) -> None:
    with database.begin() as tx:
        sessions.save(tx, reach(tx, ANN).contact.id, WELCOME, NOW)
        assert sessions.open_for(tx, reach(tx, BOB).contact.id) == ()


def test_the_database_itself_refuses_a_second_open_session_of_a_flow(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx).contact.id
        sessions.save(tx, ann, WELCOME, NOW)
        (row,) = tx.execute(sessions.table.select()).all()
    with pytest.raises(IntegrityError), database.begin() as tx:
        tx.execute(sessions.table.insert(), {**row._mapping, "id": new_id()})


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(memory=st.dictionaries(st.text(max_size=5), anything, max_size=3), aside=st.lists(st.text(), max_size=3))
def test_whatever_a_session_remembers_comes_back_equal(
    database: Database, memory: dict[str, Json], aside: list[str]
) -> None:
    session = Session(flow="welcome", version="a1", node="name", memory=memory, aside=tuple(aside))
    with database.begin() as tx:
        ann = reach(tx).contact.id
        sessions.save(tx, ann, session, NOW)
        assert sessions.open_for(tx, ann) == (session,)
