"""A stranger counts: the number of a certificate follows from the last one, so he asks for all of them."""

import itertools

import pytest

from shared.kernel.errors import ZhipingError
from shared.security import Keyring, install_keyring
from shared.security.check_codes import check_code
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import BUREAU, World
from tests.support.stages import KEYRING


@pytest.fixture
def certified(tmp_path):
    """A world, and the numbers of three certificates in it."""
    world = World(f"sqlite:///{tmp_path}/committee.db", tmp_path / "files")
    answer = Play(world).certified()
    yield world, [one["certificate_number"] for one in answer["certificates"]]
    world.close()


def told(world, **asked):
    """What a caller without a token learns."""
    try:
        return world.call(None, "verify_certificate", **asked)
    except ZhipingError as error:
        return error.kind.value, error.slug, error.message, error.path, error.details


def code_of(world, number):
    return world.call(BUREAU, "get_certificate", certificate_number=number)["check_code"]


def test_whoever_counts_finds_nobody(certified):
    world, numbers = certified
    head, last = numbers[0][:-6], int(numbers[-1][-6:])
    answers = [told(world, certificate_number=f"{head}{serial:06}") for serial in range(1, last + 5)]
    assert len(set(map(str, answers))) == 1
    assert answers[0][:2] == ("not_found", "certificate_not_found")


def test_a_wrong_code_and_an_unknown_number_are_told_in_the_same_words(certified):
    world, (number, other, *_) = certified
    unknown = told(world, certificate_number="ZP0", check_code=code_of(world, number))
    assert told(world, certificate_number=number) == unknown
    for code in ("0", "AAAAA-AAAAA", code_of(world, other), number, "校验码", "0" * 40):
        assert told(world, certificate_number=number, check_code=code) == unknown


def test_a_code_near_the_right_one_opens_nothing(certified):
    """Each of its characters changed in every way, and every cut."""
    world, (number, *_) = certified
    code = code_of(world, number).replace("-", "")
    near = [
        code[:place] + letter + code[place + 1 :] for place in range(10) for letter in "09AZ" if code[place] != letter
    ]
    near += [code[:length] for length in range(1, 10)] + [code[::-1], code + code, code + "0"]
    refused = {str(told(world, certificate_number=number, check_code=one)) for one in near}
    assert len(refused) == 1
    assert "certificate_not_found" in refused.pop()


def test_the_code_is_read_as_people_type_it(certified):
    world, (number, *_) = certified
    code = code_of(world, number)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        assert told(world, certificate_number=number, check_code=typed)["certificate_number"] == number


def test_the_codes_of_neighbours_have_nothing_in_common(certified):
    """Over a thousand numbers in a row each character is as good as drawn, and under another key they are others."""
    install_keyring(Keyring.from_json(KEYRING))
    numbers = [f"NM15042026{serial:06}" for serial in range(1000)]
    codes = [check_code(number).replace("-", "") for number in numbers]
    assert len(set(codes)) == 1000
    for place in range(10):
        assert len({code[place] for code in codes}) == 32
    same = sum(
        one == two for first, second in itertools.pairwise(codes) for one, two in zip(first, second, strict=True)
    )
    assert same < 10 * 999 / 32 * 1.5
    install_keyring(Keyring.generate())
    assert [check_code(number) for number in numbers[:100]] != codes[:100]


def test_the_code_stands_on_no_event_and_in_no_row(certified):
    world, (number, *_) = certified
    code = code_of(world, number)
    assert all(code not in str(event) for event in world.events("committee.certificate_issued"))
