"""Browsers by the names that people know."""

import pytest

from services.gateway.console.agents import browser_of

MOZILLA = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            f"{MOZILLA} AppleWebKit/537.36 Chrome/88.0.4324.190 Safari/537.36",
            "Chrome 88（Windows）",
        ),
        (f"{MOZILLA} AppleWebKit/537.36 Chrome/108.0 Safari/537.36 Edg/108.0", "Edge 108（Windows）"),
        (f"{MOZILLA} Chrome/86.0 Safari/537.36 QIHU 360SE", "360 浏览器（Windows）"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 15_0) Version/15.0 Mobile/15E148 Safari/604.1", "Safari 15（iPhone）"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "—"),
        ("x" * 200, "x" * 30),
    ],
)
def test_a_browser_is_called_as_people_call_it(agent, name):
    assert browser_of(agent) == name
