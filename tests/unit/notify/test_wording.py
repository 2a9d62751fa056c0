"""Texts of reminders: every template of every kind, true at the instant of sending, without a field left open."""

import string
from datetime import date, datetime, timedelta
from typing import get_args

import pytest

from services.notify.adapters.house import house_rules
from services.notify.domain.declared import AfterTheDay
from services.notify.domain.duties import DUTIES
from services.notify.domain.kinds import ACTOR_OF, RULE_OF, DeadlineKind
from services.notify.domain.message import DeadlineItem, shown
from services.notify.domain.notice_rules import KnownRule
from services.notify.domain.plan import ReminderPlan
from services.notify.domain.recipient import organisation, person
from services.notify.domain.reminder import Members, reminder, template_of
from services.notify.domain.schedule import Moment
from services.notify.domain.wording import FIELDS, TEMPLATES
from shared.kernel.catalogue import catalogue
from shared.kernel.clock import ZONE
from shared.kernel.deadline import end_of_day
from shared.policy.pack.reminding import ROLES_OF, USUAL_QUIET, DeadlineWord, ReminderTemplate
from tests.support.some import some

DUE = end_of_day(date(2026, 7, 10))
SINCE = datetime(2026, 6, 1, 10, tzinfo=ZONE)
ONE = Members(1, (DeadlineItem("s-1", "CF-1"),), ("红山区教育局",))
MANY = Members(7, tuple(DeadlineItem(f"s-{n}") for n in range(7)), tuple(f"单位{n}" for n in range(5)))


def sent(template, kind, now, members=ONE, to=None, due_at=DUE, token="1"):
    plan = ReminderPlan("k", "k", "", kind, "n", to or person("p"), due_at, SINCE.date(), "n/3", "senior", SINCE)
    rule = KnownRule(deadline=RULE_OF[kind], to=("holder",), days_before=(1,), template=template)
    return reminder(plan, rule, Moment(now, token, "before", now), members, now)


@pytest.mark.parametrize("kind", list(DeadlineKind))
def test_every_template_of_every_kind_is_complete_on_every_day(kind):
    for template in TEMPLATES:
        for days in range(-60, 61):
            now = DUE - timedelta(hours=15) + timedelta(days=days)
            for members, to in ((ONE, person("p")), (MANY, organisation("o"))):
                draft = sent(template, kind, now, members, to)
                assert not set("{}") & set(draft.title + draft.body), (template, draft)
                assert "还有-" not in draft.title + draft.body
                assert len(draft.title) <= 200
        waiting = sent(template, kind, SINCE + timedelta(days=5), due_at=None)
        assert not set("{}") & set(waiting.title + waiting.body)


@pytest.mark.parametrize("kind", [duty.kind for duty in DUTIES if duty.after is AfterTheDay.WAITS])
def test_what_waits_is_told_of_by_the_days_that_it_has_waited_and_never_by_a_last_day(kind):
    for template in (None, *TEMPLATES):
        draft = sent(template, kind, SINCE + timedelta(days=5), due_at=None)
        assert shown(end_of_day(SINCE.date())) not in draft.title + draft.body
        assert "2026年6月1日" in draft.body
        assert "已等待5天" in draft.title


def test_no_text_of_a_reminder_names_an_unknown_field():
    texts = {
        key: value for key, value in catalogue().items() if key.startswith(tuple(f"notify_{t}_" for t in TEMPLATES))
    }
    named = {
        key: {field for _, field, _, _ in string.Formatter().parse(value) if field} for key, value in texts.items()
    }
    assert len(texts) > 30
    assert {key: sorted(fields - FIELDS) for key, fields in named.items() if fields - FIELDS} == {}


def test_the_remainder_is_the_true_one_of_the_instant():
    kind = DeadlineKind.SUBMIT_DECLARATION
    days = [sent("remind", kind, datetime(2026, 7, day, 9, tzinfo=ZONE)).title for day in (3, 6, 9, 10)]
    assert days == ["申报提交还有7天截止", "申报提交还有4天截止", "申报提交明天截止", "申报提交今天截止"]
    hours = sent("remind", kind, datetime(2026, 7, 10, 9, 30, tzinfo=ZONE), token="h20")
    assert hours.title == "申报提交还有15小时截止"
    assert sent("remind", kind, datetime(2026, 7, 9, 9, tzinfo=ZONE), token="h48").title == "申报提交明天截止"


def test_a_text_of_before_the_day_is_never_used_after_it():
    kind = DeadlineKind.AUDIT_STAGE
    for template in (None, "remind", "late", "waiting"):
        assert "已逾期2天" in sent(template, kind, datetime(2026, 7, 12, 9, tzinfo=ZONE)).title
    plan = ReminderPlan("k", "k", "", kind, "n", organisation("o"), DUE, SINCE.date(), "c", None, SINCE)
    late = KnownRule(deadline="audit_due", to=("holder",), days_before=(1,), template="late")
    assert template_of(plan, late, SINCE) == "remind"


def test_a_warning_says_who_is_late_and_what_follows_and_a_consequence_that_nothing_is_asked():
    now = datetime(2026, 7, 8, 9, tzinfo=ZONE)
    warning = sent("warning", DeadlineKind.AUDIT_STAGE, now, MANY, organisation("above"))
    assert warning.body.startswith("单位0、单位1、单位2等5个单位尚有7件高级职称申报未审核")
    assert "不再补报" in warning.body
    told = sent("consequence", DeadlineKind.REPORT_ROSTER, now)
    for part in ("CF-1", "红山区教育局", "2026年7月10日24时", "无须您办理", "n/3"):
        assert part in told.body


def test_the_house_speaks_of_what_no_pack_does_and_says_where_it_has_it_from():
    house = house_rules()
    words = {rule.deadline for rule in some(house.rules)}
    assert words <= set(get_args(DeadlineWord))
    assert (house.hours(house.reminding).quiet.begins, house.hours(house.reminding).quiet.ends) == USUAL_QUIET


def test_templates_and_roles_of_packs_are_those_that_the_service_knows():
    assert set(TEMPLATES) == set(get_args(ReminderTemplate))
    assert all(ACTOR_OF[kind] in ROLES_OF[RULE_OF[kind]] for kind in DeadlineKind)
