from storage import local_interests, networks
from storage.database import Database
from tests.storage.people import NOW


def test_each_network_names_its_own(database: Database) -> None:
    with database.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Network", "Leeds", NOW)
        bradford = networks.create(tx, "bradford", "Bradford Network", "Bradford", NOW)
        assert not any(each.names_interests for each in networks.all_(tx))
        local_interests.name(tx, leeds.id, "pigeon-racing", "Pigeon racing", ["pigeon club", "homers"], NOW)
        local_interests.name(tx, bradford.id, "pigeon-racing", "Pigeons", [], NOW)
        local_interests.name(tx, leeds.id, "brass-band", "Brass band", [], NOW)
    with database.read() as tx:
        named = local_interests.of_network(tx, leeds.id)
        assert [(each.slug, each.name, each.also) for each in named] == [
            ("pigeon-racing", "Pigeon racing", ("pigeon club", "homers")),
            ("brass-band", "Brass band", ()),
        ]
        assert [each.name for each in local_interests.of_network(tx, bradford.id)] == ["Pigeons"]
        first = local_interests.page(tx, leeds.id, 1)
        second = local_interests.page(tx, leeds.id, 1, first.next)
        assert (*first.items, *second.items) == named
        assert second.next is None
        assert all(each.names_interests for each in networks.all_(tx))


def test_one_is_named_anew_in_its_place_and_taken_away(database: Database) -> None:
    with database.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Network", "Leeds", NOW)
        local_interests.hold(tx, leeds.id)
        local_interests.name(tx, leeds.id, "pigeons", "Pigeon racing", [], NOW)
        (first,) = local_interests.of_network(tx, leeds.id)
        local_interests.name(tx, leeds.id, "pigeons", "Racing pigeons", ["homers"], NOW)
        (second,) = local_interests.of_network(tx, leeds.id)
        assert (second.id, second.name, second.also) == (first.id, "Racing pigeons", ("homers",))
        assert local_interests.take_away(tx, leeds.id, "pigeons")
        assert not local_interests.take_away(tx, leeds.id, "pigeons")
        assert local_interests.of_network(tx, leeds.id) == ()
        assert not any(each.names_interests for each in networks.all_(tx))
