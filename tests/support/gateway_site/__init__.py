"""A visitors' site for tests: every service and the door in one process of its own, on data that was played before.

In tests/e2e/gateway the fixture `site` is one at SUMMER, shared by the tests of a process. For another moment:

    from tests.support.gateway_site import AUTUMN, site_at

    @pytest.fixture(scope="session")
    def autumn():
        with site_at(AUTUMN) as running:        # starts in seconds once AUTUMN has been played on this code
            yield running

    def test_a_clerk_sees_what_waits(site):
        clerk = site.sign_in("unit_clerk")       # a Browser: cookies, forms, redirects followed
        page = clerk.get("/")                    # .status, .url, .text, .headers
        clerk.submit("/some/page", "/some/action", opinion="同意")      # a form of that page, with its hidden fields
        site.nobody().get("/notices")            # without a login
        site.move_clock("2026-07-10T10:00:00")   # mornings pass, deadlines fall

`site.people(role)` tells whom the visitors' page offers (person_id, name, story, organisation), `site.url` where it is,
`site.token(person, role, organisation)` a bearer token for /api. Playing takes a minute or two, once for each moment
and version of the code: moments are kept under the folder of the test run, or under var/serve. Each site is a copy, so
tests may write; processes of pytest-xdist have one each. It is for tests/e2e: elsewhere tests open no
sockets.
"""

from tests.support.gateway_site.browser import Answer, Browser
from tests.support.gateway_site.moments import AUTUMN, FILING, MOMENTS, RESULTS, SUMMER, WINTER
from tests.support.gateway_site.process import Site, site_at

__all__ = ["AUTUMN", "FILING", "MOMENTS", "RESULTS", "SUMMER", "WINTER", "Answer", "Browser", "Site", "site_at"]
