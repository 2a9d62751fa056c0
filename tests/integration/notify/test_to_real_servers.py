"""The queue, its senders and the sources of reports against servers on this machine: SMTP, IMAP, a gateway for SMS."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import yaml

from services.notify.adapters.letter_sender import LetterSender
from services.notify.bootstrap import senders_of, sources_of
from services.notify.config import outbound_settings
from services.notify.domain.channel import Channel
from services.notify.domain.contact import OwnAddress
from services.notify.domain.message import DeadlineItem, Draft
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.read_dispatches import list_dispatches, list_failures
from shared.kernel.settings import Settings
from shared.persistence import Database, migrate
from shared.security import Keyring, install_keyring
from tests.support.letters.bounced import dsn
from tests.support.letters.gateways import KEY, KEY_ID, Gateways, gateways_at_work
from tests.support.letters.mail_server import Clerk, mail_server
from tests.support.letters.mailboxes import PASSWORD, USER, Box, mailbox_at
from tests.support.notify_suite import UNIT, World, at, caller

OPERATOR = caller("operator", roles=("operator",))
MAIL, SMS = Channel.MAIL, Channel.SMS
CLERK = "clerk@unit.example"


@pytest.fixture
def world(tmp_path):
    """The use cases over an empty database, with a key for what rests sealed."""
    install_keyring(Keyring.generate())
    url = f"sqlite:///{tmp_path}/notify.db"
    migrate("notify", url)
    database = Database(url)
    yield World(database)
    database.close()
    install_keyring(None)


@pytest.fixture
def site(world):
    """`room` sends what the world has queued; `clerk`, `box` and `gateways` are what it meets outside."""
    world.clock.set(at(6, 26))
    world.sends_on(MAIL, SMS)
    clerk, box, gateways = Clerk(), Box(), Gateways(world.clock.now)
    with mail_server(clerk) as (_, port), mailbox_at(box, "imap") as bounces, gateways_at_work(gateways) as gateway:
        url = bounces.replace(f"{USER}@", f"{USER}:{PASSWORD}@")
        mail = {"channel": "mail", "url": f"smtp://127.0.0.1:{port}?from=zhiping@bureau.example"}
        mail |= {"bounces": {"url": url, "address": "bounce@bureau.example"}}
        sms = {"channel": "sms", "url": f"{gateway}/sms", "receipts_url": f"{gateway}/receipts"}
        told = yaml.safe_dump({"channels": [mail, sms | {"key_id": KEY_ID, "secret": KEY}]})
        settings, outbound = Settings(), outbound_settings({"ZHIPING_CHANNELS": told})
        app = SimpleNamespace(name="notify", transaction=world._transaction)
        room = LetterSender(
            app, senders_of(outbound, settings, world.clock), sources_of(outbound, settings, world.clock)
        )
        yield SimpleNamespace(world=world, clerk=clerk, box=box, gateways=gateways, room=room)


def told_to(site, mail=CLERK, mobile="13800001234", key="k"):
    """A message to the unit whose rule names both channels."""

    def step(tx):
        for channel, address in ((MAIL, mail), (SMS, mobile)):
            tx.ports.contacts.keep(OwnAddress(organisation(UNIT), channel, address, confirmed_at=tx.now))
        items = (DeadlineItem("s"),)
        deliver(
            tx, Draft(key, "roster_reported", "notice", organisation(UNIT), "标题", "正文", items, channels=(MAIL, SMS))
        )

    site.world.work(step)


def line(site):
    (told,) = site.world.call(list_dispatches, OPERATOR, filter={"everyone": True})["items"]
    return told["channel"], told["state"], [(one["outcome"], one["code"]) for one in told["tries"]]


def test_a_letter_that_bounces_goes_by_sms_and_what_no_channel_could_deliver_is_a_failure(site):
    told_to(site)
    assert site.room.work_off() == 1
    assert line(site) == ("mail", "sent", [("taken", "250")])
    back_to = site.clerk.envelopes[0].mail_from
    assert back_to.startswith("bounce+")
    site.box.add(dsn("delayed", "4.2.2", to=back_to))
    site.box.add(dsn(letter="00000000-ac96-774b-bcce-b302099a8057.0"))
    assert site.room.read_reports() == 1
    assert line(site)[1] == "sent"
    site.box.add(dsn(to=back_to, letter="lost"))
    assert (site.room.read_reports(), site.room.work_off()) == (1, 1)
    assert line(site)[:2] == ("sms", "sent")
    ((_, posted, _),) = site.gateways.posts
    assert (posted["to"], posted["content"]) == ("13800001234", "正文")
    site.gateways.receipts = [{"id": posted["id"], "state": "failed", "code": "UNDELIV"}]
    assert site.room.read_reports() == 1
    (failed,) = site.world.call(list_failures, OPERATOR)["items"]
    assert (failed["state"], failed["code"], failed["address_masked"]) == ("refused", "UNDELIV", "138****1234")
    assert [one["outcome"] for one in failed["tries"]] == ["taken", "delayed", "bounced", "taken", "bounced"]
    assert site.room.work_off() == 0


def test_a_server_that_is_busy_is_asked_again_later_and_one_that_refuses_never(site):
    told_to(site, mail="busy@unit.example")
    for wait in (timedelta(minutes=1), timedelta(minutes=10)):
        assert site.room.work_off() == 1
        assert site.room.work_off() == 0
        site.world.clock.advance(wait)
    assert [site.room.work_off() for _ in range(3)] == [1, 1, 0]
    assert line(site) == ("sms", "sent", [("later", "451")] * 3 + [("taken", "OK")])


def test_a_letter_that_is_refused_for_good_turns_to_the_next_channel_at_once(site):
    told_to(site, mail="unknown@unit.example")
    assert [site.room.work_off() for _ in range(3)] == [1, 1, 0]
    assert line(site) == ("sms", "sent", [("refused", "550"), ("taken", "OK")])
