from storage import alerts, messages
from storage.database import Database
from tests.storage.people import HOUR, NOW, reach


def test_an_alert_stands_until_somebody_has_looked(database: Database) -> None:
    with database.begin() as tx:
        ann = reach(tx)
        text = messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", "help me", None, NOW)
        urgent = alerts.raise_(tx, ann.contact.id, "urgent", "suicide", text, NOW)
        alerts.raise_(tx, None, "channel", "sms", None, NOW)
        first, second = alerts.open_(tx)
        assert alerts.acknowledge(tx, urgent, NOW + HOUR)
        assert not alerts.acknowledge(tx, urgent, NOW + HOUR)
        assert alerts.open_(tx) == (second,)
    assert (first.id, first.kind, first.category, first.contact_id, first.message_id) == (
        urgent, "urgent", "suicide", ann.contact.id, text)  # fmt: skip
    assert (second.contact_id, second.category) == (None, "sms")


def test_all_alerts_come_in_pages_the_newest_first(database: Database) -> None:
    with database.begin() as tx:
        raised = [alerts.raise_(tx, None, "channel", None, None, NOW) for _ in range(3)]
        alerts.acknowledge(tx, raised[2], NOW + HOUR)
        first = alerts.page(tx, 2)
        second = alerts.page(tx, 2, first.next)
    assert [each.id for each in (*first.items, *second.items)] == raised[::-1]
    assert first.items[0].acknowledged_at == NOW + HOUR
