"""What comes back: entity tags, ways on, problems with their statuses, and what every answer carries."""

from __future__ import annotations

from datetime import date

import pytest

from services.gateway.adapters.throttle import Allowance
from services.gateway.http.handling import tell_age
from services.gateway.http.operations import Operation, operations
from shared.contracts.methods import method
from shared.kernel.errors import Kind, ZhipingError, conflict, unavailable
from tests.support.http_door.stand_in import door

PLANS = "declaration.list_plans"
EMPTY = {"items": [], "next_cursor": None, "total": None}
CHANGE = {"Idempotency-Key": "k", "If-Match": '"4"'}


def at_the_door(**settings):
    client, backend = door(**settings)
    backend.answers[PLANS] = EMPTY
    return client, backend


class TestTags:
    def test_a_tag_begins_with_the_version_and_serves_for_the_next_change(self):
        client, backend = at_the_door()
        backend.answers["declaration.get_declaration"] = {"declaration_id": "d", "version": 5}
        tag = client.get("/api/v1/declarations/d").headers["ETag"]
        assert tag.startswith('"5.')
        client.post("/api/v1/declarations/d/submission", headers={"Idempotency-Key": "k", "If-Match": tag})
        assert backend.calls[-1][1]["expected_version"] == 5

    def test_the_same_answer_is_not_sent_twice_and_another_is(self):
        client, backend = at_the_door()
        tag = client.get("/api/v1/plans").headers["ETag"]
        for known in (tag, f'"x", W/{tag}', "*"):
            again = client.get("/api/v1/plans", headers={"If-None-Match": known})
            assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        backend.answers[PLANS] = EMPTY | {"total": 1}
        assert client.get("/api/v1/plans", headers={"If-None-Match": tag}).status_code == 200

    def test_what_somebody_asked_for_himself_is_kept_by_nobody(self):
        client, _ = at_the_door()
        assert client.get("/api/v1/plans").headers["Cache-Control"] == "no-cache"
        own = client.get("/api/v1/plans", headers={"Authorization": "Bearer t"})
        assert own.headers["Cache-Control"] == "no-store"


class TestLists:
    def test_the_way_on_repeats_the_question(self):
        client, backend = at_the_door()
        backend.answers[PLANS] = {"items": [], "next_cursor": "a+b/=", "total": 90}
        response = client.get("/api/v1/plans?limit=2&cursor=old&filter.series=k12_teacher")
        expected = '</api/v1/plans?limit=2&filter.series=k12_teacher&cursor=a%2Bb%2F%3D>; rel="next"'
        assert (response.headers["Link"], response.headers["X-Total-Count"]) == (expected, "90")
        client.get(expected[1 : expected.index(">")])
        assert backend.calls[-1][1]["cursor"] == "a+b/="

    def test_the_last_page_leads_nowhere(self):
        response = at_the_door()[0].get("/api/v1/plans")
        assert "Link" not in response.headers
        assert "X-Total-Count" not in response.headers


class TestProblems:
    @pytest.mark.parametrize(
        ("slug", "kind", "status"),
        [
            ("invalid_field", Kind.INVALID, 400),
            ("token_missing", Kind.FORBIDDEN, 401),
            ("role_not_allowed", Kind.FORBIDDEN, 403),
            ("declaration_not_found", Kind.NOT_FOUND, 404),
            ("step_not_possible", Kind.CONFLICT, 409),
            ("stale_version", Kind.CONFLICT, 412),
            ("window_closed", Kind.REFUSED, 422),
            ("objections_too_many", Kind.UNAVAILABLE, 429),
            ("internal_error", Kind.UNAVAILABLE, 500),
            ("rpc_refused", Kind.UNAVAILABLE, 502),
            ("service_unavailable", Kind.UNAVAILABLE, 503),
            ("database_busy", Kind.UNAVAILABLE, 503),
            ("rpc_timeout", Kind.UNAVAILABLE, 504),
        ],
    )
    def test_the_status_follows_from_kind_and_slug(self, slug, kind, status):
        client, backend = at_the_door()
        backend.answers[PLANS] = ZhipingError(slug, kind)
        response = client.get("/api/v1/plans")
        assert (response.status_code, response.json["status"]) == (status, status)
        assert response.json["type"] == f"urn:zhiping:problem:{slug}"
        assert ("Retry-After" in response.headers) == (status in (429, 503, 504))
        assert ("WWW-Authenticate" in response.headers) == (status == 401)

    def test_a_problem_tells_what_the_error_tells(self):
        client, backend = at_the_door()
        backend.answers["declaration.submit_declaration"] = conflict(
            "stale_version", path="expected_version", clause="c/1", expected=4, current=6
        )
        told = client.post("/api/v1/declarations/d/submission", headers=CHANGE).json
        assert told["detail"].startswith("数据已被他人更新（您看到的是第 4 版，当前为第 6 版）")
        assert (told["kind"], told["path"], told["clause"]) == ("conflict", "expected_version", "c/1")
        assert told["details"] == {"expected": 4, "current": 6}

    def test_when_to_come_again_is_said_where_the_error_knows_it(self):
        client, backend = at_the_door()
        backend.answers[PLANS] = unavailable("objections_too_many", again_at="2026-05-11T09:02:00+08:00")
        assert client.get("/api/v1/plans").headers["Retry-After"] == "120"

    def test_what_nobody_foresaw_is_told_without_its_text(self):
        client, backend = at_the_door()
        backend.answers[PLANS] = KeyError("张三 150402199001011234")
        response = client.get("/api/v1/plans")
        assert (response.status_code, response.json["slug"]) == (500, "internal_error")
        assert "1504" not in response.text

    @pytest.mark.parametrize(
        ("verb", "path", "status", "slug"),
        [
            ("GET", "/api/v1/nothing", 404, "operation_not_found"),
            ("GET", "/api", 404, "operation_not_found"),
            ("GET", "/api/v1/plans/", 404, "operation_not_found"),
            ("GET", "/api/v1/../v1/nothing", 404, "operation_not_found"),
            ("DELETE", "/api/v1/plans", 405, "method_not_allowed"),
            ("OPTIONS", "/api/v1/plans", 405, "method_not_allowed"),
            ("TRACE", "/api/v1/plans", 405, "method_not_allowed"),
        ],
    )
    def test_what_is_no_operation_is_a_problem_too(self, verb, path, status, slug):
        response = at_the_door()[0].open(path, method=verb)
        assert (response.status_code, response.json["slug"]) == (status, slug)
        assert response.mimetype == "application/problem+json"


class TestEveryAnswer:
    @pytest.mark.parametrize("given", ["portal-42", None, "x" * 37, "a b", "é", "a<script>"])
    def test_it_is_named_and_the_services_hear_the_name(self, given):
        client, backend = at_the_door()
        response = client.get("/api/v1/plans", headers={"X-Request-Id": given} if given else {})
        name = response.headers["X-Request-Id"]
        assert name == backend.calls[-1][2]["correlation"]
        assert (name == given) == (given == "portal-42")
        assert response.headers["X-Content-Type-Options"] == "nosniff"

    def test_only_pages_of_named_portals_may_read_it(self):
        client, _ = at_the_door(cors_origins=frozenset({"https://portal.example"}))
        named = client.get("/api/v1/plans", headers={"Origin": "https://portal.example"})
        assert named.headers["Access-Control-Allow-Origin"] == "https://portal.example"
        assert "Access-Control-Allow-Credentials" not in named.headers
        for origin in ("https://portal.example.evil", "null", "http://portal.example"):
            assert "Access-Control-Allow-Origin" not in client.get("/api/v1/plans", headers={"Origin": origin}).headers

    def test_a_browser_is_told_beforehand_what_it_may_send(self):
        client, backend = at_the_door(cors_origins=frozenset({"https://portal.example"}))
        asks = {"Origin": "https://portal.example", "Access-Control-Request-Method": "POST"}
        told = client.options("/api/v1/declarations", headers=asks)
        assert (told.status_code, backend.calls) == (204, [])
        for name in ("If-Match", "Zhiping-Person-Token"):
            assert name in told.headers["Access-Control-Allow-Headers"]
        stranger = client.options("/api/v1/declarations", headers=asks | {"Origin": "https://other.example"})
        assert "Access-Control-Allow-Methods" not in stranger.headers

    def test_an_old_operation_says_since_when_and_until_when(self):
        old = Operation(method(PLANS), "GET", "/plans", "notices", date(2026, 1, 1), date(2026, 9, 1))
        client, _ = at_the_door()
        response = client.get("/api/v1/plans")
        tell_age(old, response)
        assert response.headers["Deprecation"] == "@1767196800"
        assert response.headers["Sunset"] == "Mon, 31 Aug 2026 16:00:00 GMT"
        assert all(one.deprecated_on is None for one in operations())


class TestAllowances:
    def test_a_place_that_asks_too_often_waits(self):
        now = [0.0]
        allowance = Allowance(60, lambda: now[0])
        for _ in range(30):
            allowance.take("10.0.0.1")
        with pytest.raises(ZhipingError) as error:
            allowance.take("10.0.0.1")
        assert (error.value.slug, error.value.details) == ("too_many_requests", {"seconds": 1})
        allowance.take("10.0.0.2")
        now[0] = 1.0
        allowance.take("10.0.0.1")

    def test_neighbours_in_one_network_share(self):
        allowance = Allowance(2, lambda: 0.0)
        allowance.take("2001:db8::1")
        with pytest.raises(ZhipingError):
            allowance.take("2001:db8::2")
        allowance.take("2001:db8:0:1::1")

    def test_strangers_are_counted_and_whoever_says_who_he_is_is_not(self):
        client, _ = at_the_door(public_rate=2)
        assert [client.get("/api/v1/plans").status_code for _ in range(2)] == [200, 429]
        refused = client.get("/api/v1/plans")
        assert (refused.json["slug"], refused.headers["Retry-After"]) == ("too_many_requests", "30")
        assert client.get("/api/v1/plans", headers={"Authorization": "Bearer t"}).status_code == 200

    def test_an_address_that_a_caller_writes_down_himself_is_not_believed(self):
        client, _ = at_the_door(public_rate=2)
        said = [{"X-Forwarded-For": f"10.0.0.{number}"} for number in range(3)]
        assert [client.get("/api/v1/plans", headers=one).status_code for one in said] == [200, 429, 429]

    def test_behind_a_trusted_server_its_word_counts_and_what_stands_before_does_not(self):
        client, _ = at_the_door(public_rate=2, proxies=1)
        said = [{"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.9"} for number in range(2)]
        assert [client.get("/api/v1/plans", headers=one).status_code for one in said] == [200, 429]
        assert client.get("/api/v1/plans", headers={"X-Forwarded-For": "203.0.113.10"}).status_code == 200
