"""Who reads what of letters: the supervision what came to nothing, everybody his own by its id."""

import pytest

from services.notify.domain.channel import Channel
from services.notify.domain.message import DeadlineItem, Draft
from services.notify.domain.outcome import declined
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.failures import tell_failures
from services.notify.usecases.letters import claim_letters, note_outcome
from services.notify.usecases.read_dispatches import list_dispatches
from shared.contracts import audit
from shared.contracts.notify import SUPERVISION
from shared.kernel.clock import iso
from shared.kernel.errors import ZhipingError
from tests.support.notify_suite import UNIT, at, caller

pytestmark = pytest.mark.databases("sqlite")
OPERATOR = caller("operator", roles=("operator",))
STRANGER = caller("clerk", UNIT, ("unit_clerk",))


@pytest.fixture
def mailing(world):
    """A unit that is reached by mail, and two letters to it."""
    world.sends_on(Channel.MAIL)
    contact = {"telephone": None, "address": None, "email": "clerk@unit.example"}
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 25, 10), organisation_id=UNIT, contact=contact)
    for key in ("a", "b"):
        told = {"kind": "roster_reported", "category": "notice", "title": "标题", "body": "正文"}
        items, due = (DeadlineItem("s"),), {"clause": "chifeng-2026/3.4", "due_at": at(7, 20)}
        world.work(deliver, Draft(key=key, recipient=organisation(UNIT), items=items, **told, **due))
    return world


@pytest.mark.parametrize("who", [OPERATOR, caller("watch", roles=("supervisor",), region="150400")])
def test_whoever_watches_reads_what_the_supervision_is_told(mailing, who):
    for letter in mailing.work(claim_letters, Channel.MAIL):
        mailing.work(note_outcome, letter, declined("550"))
    mailing.clock.set(at(6, 26, 8, 30))
    mailing.work(tell_failures)
    box = {"everyone": True, "organisation_id": SUPERVISION}
    (told,) = mailing.messages(who, **box)
    assert "2封通知未能送达" in told["title"]
    assert mailing.ask("count_messages", who, **box)["unread"] == 1
    with pytest.raises(ZhipingError) as refused:
        mailing.mark_read(STRANGER, told["message_id"])
    assert refused.value.slug == "message_not_found"
    mailing.mark_read(who, told["message_id"])
    assert mailing.ask("count_messages", who, **box)["unread"] == 0


def test_a_letter_is_found_by_its_id_with_the_clause_the_last_instant_and_the_name_it_is_for(mailing):
    wanted = mailing.call(list_dispatches, STRANGER)["items"][1]["dispatch_id"]
    (found,) = mailing.call(list_dispatches, OPERATOR, filter={"dispatch_id": wanted, "everyone": True})["items"]
    name = audit.ORGANISATION_REGISTERED.sample["name"]
    assert [found[part] for part in ("dispatch_id", "clause", "deadline_at", "organisation_name")] == [
        wanted, "chifeng-2026/3.4", iso(at(7, 20)), name,
    ]  # fmt: skip
    assert mailing.call(list_dispatches, caller("elsewhere"), filter={"dispatch_id": wanted})["items"] == []
