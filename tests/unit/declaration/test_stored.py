"""JSON that lies in the database: read whatever its age, written in the shape it has always had."""

from datetime import date

import pytest

from services.declaration.domain.open_return import OpenReturn
from services.declaration.domain.person import PersonBasics
from services.declaration.usecases import follow_audit, follow_committee, follow_publicity
from shared.contracts import audit, committee
from shared.contracts.audit.stage import STAGE, StageFacts
from shared.wire.plain import plain, read_as, read_maybe

RETURN = {
    "returned_at": "2026-06-15T10:00:00+08:00", "return_number": 1, "stage_id": "unit", "holder_id": "unit-1",
    "holder_name": "松山区第三小学", "opinion": "请补正。", "deadline": "2026-06-19T00:00:00+08:00",
    "deadline_clause": "chifeng-2026/3.4",
}  # fmt: skip
CORRECTION = {
    "number": 1, "path": "materials.diploma", "defect": "不清晰", "remedy": "重新上传", "clause": "chifeng-2026/4.2.1"
}  # fmt: skip
BASICS = dict.fromkeys(PersonBasics.__dataclass_fields__) | {
    "ethnicity": "蒙古族", "work_started_on": "2007-08-01", "current_work": "教学",
}  # fmt: skip


def test_a_return_older_than_places_and_provisional_deadlines_is_read():
    read = read_as(OpenReturn, RETURN | {"corrections": [CORRECTION]})
    assert (read.provisional, read.corrections[0].place, read.reference) == (False, None, "unit/1")
    assert plain(read) == RETURN | {"provisional": False, "corrections": [CORRECTION | {"place": None}]}


def test_a_stage_older_than_stand_ins_is_read():
    read = read_as(StageFacts, STAGE)
    assert (read.due_on, read.replaces_id) == (date(2026, 7, 20), None)
    assert plain(read).items() >= STAGE.items()


def test_basics_are_read_past_the_photo_and_changed_by_what_is_stated():
    read = read_as(PersonBasics, BASICS | {"photo_key": "photos/person-1/x"})
    changed = read.changed_by({"work_started_on": "2007-09-01", "papers": []})
    assert plain(changed) == BASICS | {"work_started_on": "2007-09-01"}


def test_nothing_is_read_as_nothing_and_what_is_no_value_is_refused():
    assert read_maybe(StageFacts, None) is None
    with pytest.raises(TypeError):
        read_as(str, "text")


@pytest.mark.parametrize(
    ("module", "streams"),
    [
        (follow_audit, (audit.ORGANISATION, audit.CASE)),
        (follow_publicity, (audit.PUBLICITY,)),
        (follow_committee, (committee.SESSION, committee.REVIEW)),
    ],
)
def test_every_handler_stands_under_a_fact_of_a_stream_that_is_followed(module, streams):
    followed = {event.record for stream in streams for event in stream.events}
    assert set(module.HANDLERS) <= followed
