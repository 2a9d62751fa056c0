"""Experts who vote at whatever browser their office gives them, with a keyboard."""

from tests.support.web.chromium import browser
from tests.support.web.hands import Hands
from tests.support.web.old_browsers import program

_RADIOS = "[...document.querySelectorAll('main input[type=radio][value=yes]')].map(one => one.id)"


def vote_in_chromium(year, version, part):
    """Sign in as this expert, take the ballots, vote for everybody; what the page says in the end."""
    with browser(program(version)) as started:
        assert started.version.startswith(f"{version}.")
        hands = Hands(started.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"), year.url)
        hands.come_in({"account_id": f"account-{part}", "name": "评审专家"}, "expert")
        hands.open("/panel")
        hands.follow("main ul a")
        hands.press("领取表决票并投票")
        for choice in hands.page.evaluate(_RADIOS):
            hands.tick(choice)
        hands.press("提交表决")
        return hands.reads()
