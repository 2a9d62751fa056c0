"""What `make bench-versions` makes of its samples: who goes first, what is thrown away, which ratio is told."""

import itertools

import pytest

from tests.bench.versions.rounds import LIMIT, figures, measure, parts, sample, table, turns


class Told:
    """A side whose steps take the seconds that it was told, one number per sample."""

    def __init__(self, log, name, *seconds, steps=4):
        self.log, self.name, self.seconds, self.steps = log, name, iter(seconds), steps

    def prepare(self, work):
        """Ready."""
        self.each = next(self.seconds) if self.steps else None
        return self.steps

    def run(self, count):
        """The next steps."""
        self.log.append(self.name)
        return self.each * count


def sides(base, new, ready=(4, 4)):
    """Two sides that write into one log; `ready` is how many steps each prepares."""
    log = []
    return log, {"base": Told(log, "base", *base, steps=ready[0]), "new": Told(log, "new", *new, steps=ready[1])}


def test_the_sides_take_turns_in_going_first():
    assert list(itertools.islice(turns(), 3)) == [("base", "new"), ("new", "base"), ("base", "new")]


@pytest.mark.parametrize("count", [1, 7, 10, 25, 1000])
def test_a_sample_is_cut_into_parts_that_are_as_alike_as_can_be(count):
    found = parts(count)
    assert sum(found) == count
    assert len(found) == min(count, 10)
    assert max(found) - min(found) <= 1


def test_every_part_of_a_sample_stands_beside_one_of_the_other_side():
    log, both = sides([1e-6], [2e-6])
    assert sample("a", both, turns()) == {"base": pytest.approx(1), "new": pytest.approx(2)}
    assert log == ["base", "new", "new", "base", "base", "new", "new", "base"]


def test_the_first_sample_warms_up_and_is_thrown_away():
    _, both = sides([9.0, 2e-6, 2e-6], [9.0, 3e-6, 3e-6])
    found = measure(["a"], both, 2)["a"]
    assert (found["base"], found["new"]) == (pytest.approx(2), pytest.approx(3))
    assert len(found["rounds"]) == 2


def test_the_ratio_is_that_of_samples_taken_together_not_of_the_medians():
    rounds = [{"base": 1.0, "new": 1.0}, {"base": 10.0, "new": 10.0}, {"base": 2.0, "new": 3.0}]
    found = figures(rounds)
    assert (found["base"], found["new"], found["ratio"]) == (2.0, 3.0, 1.0)


@pytest.mark.parametrize("ready", [(None, 4), (4, None)])
def test_a_work_that_one_version_does_not_know_is_named_and_not_measured(ready):
    log, both = sides([1e-6] * 2, [1e-6] * 2, ready)
    found = measure(["a"], both, 2)
    assert found["a"]["ratio"] is None
    assert log == []
    assert "| a | | | not in both |" in table({"works": found, "base": "0", "machine": "m", "rounds": 2})


def test_sides_that_do_not_do_the_same_are_not_compared():
    _, both = sides([1e-6], [1e-6], (4, 5))
    with pytest.raises(ValueError, match="a: "):
        sample("a", both, turns())


@pytest.mark.parametrize(("ratio", "marked"), [(LIMIT, False), (LIMIT + 0.01, True)])
def test_the_table_marks_what_is_above_the_limit(ratio, marked):
    works = {"a": figures([{"base": 1000.0, "new": 1000.0 * ratio}])}
    found = table({"works": works, "base": "0", "machine": "m", "rounds": 1})
    assert ("above the limit" in found) is marked
