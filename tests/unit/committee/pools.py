"""Small pools for tests of the draw."""

from services.committee.domain.candidates import Candidate, DrawTerms, snapshot


def candidate(number, **changes):
    """One eligible expert; every second external, every third private, every fourth on last year's panel."""
    values = {
        "expert_no": f"E{number:03d}", "unit": f"U{number}", "series": "k12_teacher", "major": "小学语文",
        "level_rank": 4, "external": number % 2 == 0, "private": number % 3 == 0, "served_last_year": number % 4 == 0,
        "consecutive_years": 0, "may_preside": number % 5 == 0, "listed": True,
    }  # fmt: skip
    return Candidate(**(values | changes))


def terms(**changes):
    """A panel of five of whom two are new, two external and one private."""
    values = {
        "panel_size": 5, "alternates": 2, "series": ("k12_teacher",), "majors": (), "minimum_rank": 3,
        "service_limit": 3, "new": 2, "external": 2, "private": 1,
    }  # fmt: skip
    return DrawTerms(**(values | changes))


def pool(size=12):
    """`size` experts."""
    return [candidate(number) for number in range(1, size + 1)]


def frozen(experts=None, **changes):
    """A snapshot."""
    return snapshot(terms(**changes), experts or pool())
