"""The stream of choices is exactly uniform and follows from the seed alone."""

import hashlib
import hmac
import itertools
from collections import Counter

import pytest

from services.committee.domain.stream import SeedStream, commitment_of


class Scripted(SeedStream):
    """A stream whose numbers a test dictates."""

    def __init__(self, numbers):
        super().__init__(b"")
        self.numbers = list(numbers)

    def below(self, bound):
        number = self.numbers.pop(0)
        assert number < bound
        return number


def test_blocks_are_hmacs_of_a_counter():
    stream = SeedStream(b"seed")
    blocks = [hmac.digest(b"seed", n.to_bytes(8, "big"), hashlib.sha256) for n in range(3)]
    assert stream.take(10) + stream.take(80) == b"".join(blocks)[:90]


def test_a_number_takes_the_leading_bits_and_starts_over_when_too_large():
    stream = SeedStream(bytes(32))
    raw = SeedStream(bytes(32)).take(2000)
    accepted = [byte >> 5 for byte in raw if byte >> 5 < 5]
    assert [stream.below(5) for _ in range(500)] == accepted[:500]


def test_the_only_number_below_one_is_zero():
    assert SeedStream(b"x").below(1) == 0


def test_fisher_yates_reaches_every_ordered_sample_by_exactly_one_path():
    items = "abcde"
    paths = itertools.product(range(5), range(4), range(3))
    samples = Counter("".join(Scripted(path).sample(items, 3)) for path in paths)
    assert set(samples.values()) == {1}
    assert len(samples) == 60


def test_sampling_leaves_the_list_alone():
    items = [1, 2, 3]
    SeedStream(b"x").sample(items, 3)
    assert items == [1, 2, 3]


@pytest.mark.parametrize("bound", [2, 3, 7, 100, 257, 10**40])
def test_numbers_stay_below_the_bound(bound):
    stream = SeedStream(b"bounds")
    assert all(0 <= stream.below(bound) < bound for _ in range(300))


def test_the_commitment_is_the_hash_of_the_seed():
    assert commitment_of(b"abc") == hashlib.sha256(b"abc").hexdigest()
