"""Signing in by a real OpenID Connect provider, in a real browser."""

import json
import re
import subprocess
import sys
import time

import pytest

from infra.devstack.ports import accepts, free_port
from services.gateway.adapters.sources import sources_from
from shared.kernel.clock import SystemClock
from tests.support.gateway_suite.attacked import door, reused  # noqa: F401 (fixtures)
from tests.support.gateway_suite.opened import browsing, opened

CLERK = {
    "sub": "subject-7", "name": "王芳", "organisations": [
        {"id": "unit-1", "name": "赤峰市第一中学", "roles": ["agent"]},
        {"id": "unit-2", "name": "赤峰市第二中学", "roles": ["agent"]},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def provider():
    """A process of its own, as the provider of a site is."""
    port = free_port()
    told = ["--port", str(port), "--require-nonce", "true", "--user-claims", json.dumps(CLERK)]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", *told],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    patience = time.monotonic() + 60
    while not accepts(port):
        assert process.poll() is None
        assert time.monotonic() < patience
        time.sleep(0.2)
    yield f"http://localhost:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture
def world(door, provider):  # noqa: F811
    """The door in real time, as the provider is, with the provider among its ways in."""
    door.clock = door.gateway.clock = SystemClock()
    told = {
        "kind": "oidc", "name": "provider", "label": "省统一身份认证", "issuer": provider, "client_id": "zhiping",
        "client_secret": "secret", "algorithms": ["RS256"], "roles": {"agent": "unit_clerk"},
    }  # fmt: skip
    door.gateway.sources = sources_from(json.dumps([told]), door.clock)
    return door


def come(page, url, subject):
    """From the door to the provider and back; the address that led back."""
    back = []
    page.on("request", lambda request: back.append(request.url) if "/sign-in/back/" in request.url else None)
    page.goto(f"{url}/sign-in?next=/account")
    page.get_by_role("button", name="省统一身份认证").click()
    page.wait_for_url("http://localhost:*/**")
    page.locator("input[name=sub]").fill(subject)
    page.locator("button[type=submit], button").first.click()
    page.wait_for_url(f"{url}/**")
    return back[0]


def test_a_stranger_becomes_an_applicant_and_his_way_back_counts_once(world):
    with opened(world) as url, browsing() as page:
        back = come(page, url, "somebody-new")
        assert page.url == f"{url}/account"
        assert page.get_by_text("申报人").first.is_visible()
        assert page.get_by_role("cell", name="省统一身份认证").is_visible()
        page.goto(back)
        assert page.get_by_text("本次登录已超时或已在别处完成").is_visible()
    with world.gateway.reading() as tx:
        account = tx.ports.accounts.of_subject("provider", "somebody-new")
    assert [one.role for one in account.capacities] == ["applicant"]


def test_a_clerk_of_two_units_chooses_for_which_he_acts(world):
    with opened(world) as url, browsing() as page:
        come(page, url, "subject-7")
        page.get_by_role("link", name="切换身份").click()
        page.get_by_role("button", name="用人单位经办人 · 赤峰市第二中学").click()
        page.goto(f"{url}/account")
        assert page.get_by_text("王芳 · 用人单位经办人 · 赤峰市第二中学").is_visible()


def test_whoever_is_refused_outside_stays_outside(world):
    with opened(world) as url, browsing() as page:
        page.goto(f"{url}/sign-in")
        page.get_by_role("button", name="省统一身份认证").click()
        page.wait_for_url("http://localhost:*/**")
        page.get_by_role("button", name="Deny").click()
        page.wait_for_url(f"{url}/sign-in/back/**")
        assert page.get_by_text(re.compile("请(返回登录页)?重新登录")).is_visible(), "the provider tells no state here"
        page.goto(f"{url}/account")
        assert page.get_by_text("最近登录").count() == 0
