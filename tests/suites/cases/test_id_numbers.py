"""An ID number is brought into one form before it is judged, stored or compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from services.declaration.domain.id_number import check_id_number
from shared.kernel.errors import ZhipingError
from tests.support.case_tables import names, refused, told
from tests.support.declaration_suite import people

ENDS_WITH_X = next(
    number
    for number in (people.id_number(serial=f"{serial:03d}") for serial in range(100, 300))
    if number.endswith("X")
)
"""A good number whose check digit is an X."""
PLAIN = people.id_number(serial="118")


def wide(text):
    """The same in full-width characters."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


SPELT = {
    "as it is": ENDS_WITH_X,
    "lower-case x": ENDS_WITH_X.lower(),
    "full-width digits": wide(ENDS_WITH_X),
    "full-width lower-case x": ENDS_WITH_X[:17] + "ｘ",
    "one full-width digit": ENDS_WITH_X[:5] + wide(ENDS_WITH_X[5]) + ENDS_WITH_X[6:],
    "spaces in groups": f"{ENDS_WITH_X[:6]} {ENDS_WITH_X[6:14]} {ENDS_WITH_X[14:]}",
    "spaces around": f"  {ENDS_WITH_X} ",
    "ideographic space": f"{ENDS_WITH_X[:6]}\u3000{ENDS_WITH_X[6:]}",
    "no-break spaces": f"{ENDS_WITH_X[:6]}\u00a0{ENDS_WITH_X[6:]}\u00a0",
    "thin space": f"{ENDS_WITH_X[:14]}\u2009{ENDS_WITH_X[14:]}",
    "zero width space at the end": ENDS_WITH_X + "\u200b",
    "byte order mark before": "\ufeff" + ENDS_WITH_X,
    "direction mark before": "\u200e" + ENDS_WITH_X,
    "word joiner inside": f"{ENDS_WITH_X[:6]}\u2060{ENDS_WITH_X[6:]}",
    "soft hyphen inside": f"{ENDS_WITH_X[:6]}\u00ad{ENDS_WITH_X[6:]}",
    "line break at the end": ENDS_WITH_X + "\n",
    "tab at the end": ENDS_WITH_X + "\t",
    "everything at once": f"\ufeff {wide(ENDS_WITH_X[:6])}\u3000{ENDS_WITH_X[6:17]}\u200bｘ ",
}
"""Ways in which people write one number."""


def registered(world, number, person="person-50"):
    """An account with that number."""
    who = people.caller(person)
    world.do(who, "register_person", **people.basics(id_number=number))
    return who


@pytest.mark.parametrize("written", SPELT.values(), ids=SPELT)
def test_however_it_is_written_one_number_is_kept(declaration, written):
    who = registered(declaration, written)
    kept = declaration.ask(who, "get_person", person_id=who.person_id)
    assert kept["id_number"] == ENDS_WITH_X
    assert kept["id_number_masked"] == "*" * len(ENDS_WITH_X)


@pytest.mark.parametrize("written", SPELT.values(), ids=SPELT)
def test_however_it_is_written_it_is_the_same_person(declaration, written):
    registered(declaration, ENDS_WITH_X)
    again = people.basics(id_number=written)
    declaration.do(people.caller("person-51"), "register_person", **again)
    assert len(declaration.claimants(ENDS_WITH_X)) == 2


WRONG = {
    "fifteen digits": "150404850307002",
    "fifteen full-width digits": wide("150404850307002"),
    "seventeen digits": PLAIN[:17],
    "nineteen digits": PLAIN + "0",
    "a letter O for a zero": PLAIN.replace("0", "O", 1),
    "a letter l for a one": "l" + PLAIN[1:],
    "x inside": PLAIN[:10] + "X" + PLAIN[11:],
    "wrong check digit": PLAIN[:17] + str((int(PLAIN[17].replace("X", "9")) + 1) % 10),
    "wrong check digit in full width": wide(PLAIN[:17]) + wide(str((int(PLAIN[17].replace("X", "9")) + 1) % 10)),
    "two digits changed places": PLAIN[:14] + PLAIN[15] + PLAIN[14] + PLAIN[16:] if PLAIN[14] != PLAIN[15] else "1",
    "30 February": people.id_number(born="19850230"),
    "month 13": people.id_number(born="19851301"),
    "day 0": people.id_number(born="19850300"),
    "29 February of no leap year": people.id_number(born="19850229"),
    "born next year": people.id_number(born="20270101"),
    "born tomorrow": people.id_number(born="20260509"),
    "born in 2099": people.id_number(born="20990101"),
    "born in 1753": people.id_number(born="17530307"),
    "born in year 0": people.id_number(born="00000101"),
    "a child of three": people.id_number(born="20230307"),
    "eighteen zeros": "0" * 18,
    "digits of another script": "".join(chr(0x0660 + int(digit)) for digit in PLAIN.replace("X", "0")),
    "digits in circles": "①" * 18,
    "Chinese digits": "一" * 18,
    "only invisible marks": "\u200b" * 18,
    "a formula": f"={PLAIN}",
    "as a spreadsheet damages it": "1.50404E+17",
    "two numbers": f"{PLAIN},{PLAIN}",
}
"""What is no number of anybody who may file."""


@pytest.mark.parametrize("written", WRONG.values(), ids=WRONG)
def test_what_is_no_number_is_refused_and_not_repeated(declaration, written):
    error = refused("id_number_or_life", registered, declaration, written)
    assert names(error, "id_number")
    assert written.strip() not in told(error) or len(written) < 2


@pytest.mark.parametrize("mark", ["-", "－", "—", "–", "·", "/"])
def test_hyphens_are_taken_off_or_refused_and_never_kept(declaration, mark):
    written = f"{PLAIN[:6]}{mark}{PLAIN[6:14]}{mark}{PLAIN[14:]}"
    try:
        who = registered(declaration, written)
    except ZhipingError:
        refused("id_number", registered, declaration, written, "person-52")
        return
    assert declaration.ask(who, "get_person", person_id=who.person_id)["id_number"] == PLAIN


MARKS = st.text(alphabet="\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f \u3000\u00a0\u2009", max_size=3)


@given(serial=st.integers(0, 999), marks=st.lists(MARKS, min_size=18, max_size=18), full=st.sets(st.integers(0, 17)))
def test_marks_and_widths_anywhere_change_nothing(serial, marks, full):
    body = f"15040419850307{serial:03d}"
    number = body + ric.calc_check_digit(body + "0")
    letters = [wide(letter) if place in full else letter for place, letter in enumerate(number)]
    written = "".join(mark + letter for mark, letter in zip(marks, letters, strict=True))
    assert check_id_number(written).number == number
