"""/v1/meetings."""

from tests.api.doors import SOON, Town

QUESTIONS = ("What would make the buses work for you?", "Where would you like to meet people?")


def test_a_meeting_keeps_its_questions_in_order(town: Town) -> None:
    chair = town.client("chair", town.leeds)
    meeting = town.meeting(chair, *QUESTIONS)
    assert [(each["position"], each["text"]) for each in meeting["questions"]] == list(enumerate(QUESTIONS, start=1))
    assert meeting["network"] == "leeds"
    assert chair.get(f"/v1/meetings/{meeting['id']}").json() == meeting
    assert chair.get("/v1/meetings").json() == {"items": [meeting], "next": None}


def test_times_come_back_as_the_same_moment(town: Town) -> None:
    body = {"network": "leeds", "title": "Summer", "starts_at": "2027-06-03T14:00:00+01:00", "place": "Park"}
    meeting = town.client("admin").post("/v1/meetings", json=body).json()
    assert meeting["starts_at"] == "2027-06-03T13:00:00Z"


def test_a_time_without_an_offset_is_refused(town: Town) -> None:
    body = {"network": "leeds", "title": "Summer", "starts_at": "2027-06-03T14:00:00", "place": "Park"}
    response = town.client("admin").post("/v1/meetings", json=body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["where"] == "body.starts_at"


def test_no_meeting_in_a_network_that_is_not_there(town: Town) -> None:
    body = {"network": "nowhere", "title": "x", "starts_at": SOON.isoformat(), "place": "x"}
    assert town.client("admin").post("/v1/meetings", json=body).status_code == 404


def test_meetings_of_one_network(town: Town) -> None:
    admin = town.client("admin")
    town.meeting(admin, network="leeds")
    bradford = town.meeting(admin, network="bradford")
    assert len(admin.get("/v1/meetings").json()["items"]) == 2
    assert admin.get("/v1/meetings", params={"network": "bradford"}).json()["items"] == [bradford]


def test_a_reader_plans_nothing(town: Town) -> None:
    body = {"network": "leeds", "title": "x", "starts_at": SOON.isoformat(), "place": "x"}
    assert town.client("reader").post("/v1/meetings", json=body).status_code == 403
