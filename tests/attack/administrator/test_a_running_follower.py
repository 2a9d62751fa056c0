"""The same password against a follower that runs as a process of its own, with relay, retries and last queue."""

import uuid

import pytest
from amqp import Message

from shared.contracts.queues import undelivered
from tests.support.envelopes import body
from tests.support.ledger_service.contract import ENTRY_BOOKED, QUEUE
from tests.support.ledger_service.lone_fleet import fleet_on

THIEF = "witness"
RETURNS = 20


@pytest.fixture
def fleet(stack, amqp_uri, tmp_path):
    with fleet_on(stack, amqp_uri, tmp_path) as made:
        yield made


@pytest.fixture
def lay(fleet):
    """An event laid into a queue by the default exchange."""

    def into(queue, sequence, user=THIEF):
        content = body(ENTRY_BOOKED, "a0", id=str(uuid.uuid4()), sequence=sequence)
        with channel_of(fleet, user) as connection:
            channel = connection.channel()
            channel.confirm_select()
            channel.basic_publish_confirm(Message(content, user_id=user, delivery_mode=2), "", queue)

    return into


def channel_of(fleet, user):
    return fleet.broker.connection(fleet.amqp_uri.rpartition("/")[2], user)


def letters(fleet):
    return fleet.client.call("mirror.list_dead_letters")["items"]


def test_forged_events_take_no_number_from_the_genuine_ones(fleet, lay):
    fleet.up("ledger", "mirror")
    fleet.book(1, 2)
    fleet.settled()
    lay(QUEUE, 3)
    lay(f"{QUEUE}.retry.200ms", 3)
    lay(undelivered("mirror"), 3)
    fleet.eventually(lambda: len(letters(fleet)) == 3)
    assert {letter["reason"].partition(":")[0] for letter in letters(fleet)} == {"publisher_not_owner"}
    fleet.book(1, 2)
    fleet.eventually(lambda: len(fleet.effects()) == 4)
    assert [sequence for _, _, sequence in fleet.effects()] == [1, 2, 3, 4]
    assert fleet.client.command("mirror.replay_dead_letter", id="all")["replayed"] == 0


def test_a_message_given_back_again_and_again_is_kept_for_a_person_and_not_dropped(fleet):
    """With the follower's own password: what it may read, it may give back."""
    fleet.up("ledger", "mirror")
    handled = fleet.book(1, 1)
    fleet.settled()
    mirror = fleet.processes[1]
    fleet.terminate(mirror)
    fleet.processes.remove(mirror)
    published = fleet.book(1, 1)
    fleet.eventually(lambda: fleet.unsent() == 0)
    with channel_of(fleet, "mirror") as connection:
        channel = connection.channel()
        returned = []

        def give_back():
            found = channel.basic_get(QUEUE)
            if found is not None:
                channel.basic_reject(found.delivery_tag, requeue=True)
                returned.append(found)
            return len(returned) > RETURNS

        fleet.eventually(give_back)
    fleet.start("mirror")
    fleet.answers("mirror")
    fleet.eventually(lambda: len(letters(fleet)) == published)
    [letter] = letters(fleet)
    assert (letter["queue"], letter["reason"].partition(":")[0]) == (QUEUE, "undelivered")
    fleet.client.command("mirror.replay_dead_letter", id="all")
    fleet.eventually(lambda: len(fleet.effects()) == handled + published)
    fleet.settled()


def test_while_owners_are_merely_announced_the_log_names_the_stranger(fleet, lay):
    """For the time of an update only: nothing is refused yet, and nothing is silent."""
    fleet.settings["ZHIPING_BUS_OWNERS"] = "announced"
    fleet.up("mirror")
    fleet.eventually(lambda: fleet.stands(QUEUE))
    lay(QUEUE, 1)
    fleet.eventually(lambda: len(fleet.effects()) == 1)
    assert "publisher_not_owner" in fleet.logs()


def test_a_service_with_anothers_address_publishes_nothing(fleet):
    fleet.addresses["ledger"] = fleet.amqp_uri
    fleet.up("ledger")
    fleet.book(1, 1)
    fleet.eventually(lambda: "WrongUser" in fleet.logs())
    assert fleet.unsent() == 1
