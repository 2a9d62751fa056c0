"""The daily heads of the trails: by mail to the supervisor, or in the inbox of all of them."""

import json
import re

import pytest

from services.notify.domain.channel import Channel
from services.notify.usecases.letters import claim_letters
from shared.contracts.trail import TRAILS, TrailHead
from tests.support.notify_suite import caller

pytestmark = pytest.mark.databases("sqlite")


def test_the_head_of_a_trail_goes_to_the_supervisor_once(world):
    world.sends_on(Channel.MAIL, supervisor_mail="jiandu@bureau.example")
    for _ in range(2):
        world.happens(TRAILS["audit"].events[0])
    (letter,) = world.work(claim_letters, Channel.MAIL)
    assert (letter.address, letter.title) == ("jiandu@bureau.example", "审计日志日摘要：审核服务，2026-06-15")
    (line,) = re.findall(r"\{.*\}", letter.body)
    assert TrailHead.read(json.loads(line)) == TrailHead("audit", "2026-06-15", 120, "ab" * 32, "t1")


def test_without_an_address_the_head_stays_in_the_inbox_of_the_supervisors(world):
    world.sends_on(Channel.MAIL).happens(TRAILS["committee"].events[0])
    assert world.work(claim_letters, Channel.MAIL) == []
    (message,) = world.messages(caller("s", roles=("supervisor",), region="150400"), everyone=True, kind="trail_headed")
    assert message["organisation_id"] == "supervision"
    assert world.messages(caller("p")) == []
