"""Dates of a life are bounded by birth, by each other and by today, in every table.

The applicant was born on 1985-03-07 (by her number), began to work on 2007-08-01; today is 2026-05-08, or 2026-06-15
once a declaration has been started.
"""

import pytest

from shared.policy import honours
from tests.support.case_tables import names, refused
from tests.support.declaration_suite import people

GOOD = people.profile()
HONOUR = min(honours())


def one(table, **changes):
    """The first good row of a table, changed."""
    return {table: [GOOD[table][0] | changes]}


def title(**changes):
    """The present title, changed."""
    return {"present_title": GOOD["present_title"] | changes}


TRAINING = {"started_on": "2020-07-10", "ended_on": "2020-07-20", "content": "新课标培训", "organiser": "教育局",
            "hours": 60}  # fmt: skip
EXAM = {"taken_on": "2020-09-10", "name": "水平能力测试", "score": 80, "passed": True}
SERVICE = {"started_on": "2010-03-01", "ended_on": "2010-08-31", "place_tier": "township"}

IMPOSSIBLE = {
    "born after the work began": ({"work_started_on": "1980-08-01"}, "work_started_on"),
    "at work on the day of birth": ({"work_started_on": "1985-03-07"}, "work_started_on"),
    "at work at three": ({"work_started_on": "1988-08-01"}, "work_started_on"),
    "at work at nine": ({"work_started_on": "1994-09-01"}, "work_started_on"),
    "work begins next month": ({"work_started_on": "2026-06-01"}, "work_started_on"),
    "graduated before birth": (one("education", started_on="1980-09-01", graduated_on="1984-07-01"),
                               "education.0.graduated_on"),
    "student before birth": (one("education", started_on="1984-09-01"), "education.0.started_on"),
    "bachelor at five": (one("education", started_on="1986-09-01", graduated_on="1990-07-01"),
                         "education.0.graduated_on"),
    "graduated before the start": (one("education", graduated_on="2003-07-01"), "education.0.graduated_on"),
    "graduates next year": (one("education", graduated_on="2027-07-01"), "education.0.graduated_on"),
    "title before birth": (title(obtained_on="1984-12-01"), "present_title.obtained_on"),
    "title at four": (title(obtained_on="1989-12-01"), "present_title.obtained_on"),
    "title before work": (title(obtained_on="2005-12-01"), "present_title.obtained_on"),
    "title of tomorrow": (title(obtained_on="2026-05-09"), "present_title.obtained_on"),
    "appointed before the title": (title(appointed_on="2014-01-01"), "present_title.appointed_on"),
    "appointed next year": (title(appointed_on="2027-01-01"), "present_title.appointed_on"),
    "transferred before the title": (title(transferred_on="2012-06-01"), "present_title.transferred_on"),
    "transferred in the future": (title(transferred_on="2026-12-01"), "present_title.transferred_on"),
    "a post before birth": (one("work_history", started_on="1979-08-01", ended_on="1999-08-01"),
                            "work_history.0.started_on"),
    "a post at four": (one("work_history", started_on="1989-08-01"), "work_history.0.started_on"),
    "a post that ends before it begins": (one("work_history", ended_on="2006-08-01"), "work_history.0.ended_on"),
    "a post that begins in the future": (one("work_history", started_on="2026-09-01"), "work_history.0.started_on"),
    "a post that has ended in the future": (one("work_history", ended_on="2026-12-31"), "work_history.0.ended_on"),
    "trained before birth": ({"trainings": [TRAINING | {"started_on": "1984-07-10", "ended_on": "1984-07-20"}]},
                             "trainings.0.started_on"),
    "trained backwards": ({"trainings": [TRAINING | {"ended_on": "2020-07-01"}]}, "trainings.0.ended_on"),
    "trained next year": ({"trainings": [TRAINING | {"started_on": "2027-07-10", "ended_on": "2027-07-20"}]},
                          "trainings.0"),
    "examined before birth": ({"exams": [EXAM | {"taken_on": "1983-09-10"}]}, "exams.0.taken_on"),
    "examined next week": ({"exams": [EXAM | {"taken_on": "2026-05-15"}]}, "exams.0.taken_on"),
    "expired before it was taken": ({"exams": [EXAM | {"valid_until": "2019-12-31"}]}, "exams.0.valid_until"),
    "assessed next year": ({"assessments": [{"year": 2027, "grade": "合格"}]}, "assessments.0.year"),
    "assessed before work": ({"assessments": [{"year": 2005, "grade": "合格"}]}, "assessments.0.year"),
    "assessed before birth": ({"assessments": [{"year": 1984, "grade": "优秀"}]}, "assessments.0.year"),
    "hours of next year": (one("continuing_education", year=2027), "continuing_education.0.year"),
    "hours before work": (one("continuing_education", year=2001), "continuing_education.0.year"),
    "in the township before birth": ({"grassroots_service": [SERVICE | {"started_on": "1982-03-01"}]},
                                     "grassroots_service.0.started_on"),
    "in the township backwards": ({"grassroots_service": [SERVICE | {"ended_on": "2009-08-31"}]},
                                  "grassroots_service.0.ended_on"),
    "in the township in the future": ({"grassroots_service": [SERVICE | {"ended_on": "2026-08-31"}]},
                                      "grassroots_service.0.ended_on"),
    "honoured before birth": ({"honours": [{"code": HONOUR, "awarded_on": "1981-09-08"}]}, "honours.0.awarded_on"),
    "honoured tomorrow": ({"honours": [{"code": HONOUR, "awarded_on": "2026-05-09"}]}, "honours.0.awarded_on"),
    "in a programme before birth": ({"programmes": [{"code": HONOUR, "starts_on": "1980-01-01"}]},
                                    "programmes.0.starts_on"),
    "a programme that ends before it begins": (
        {"programmes": [{"code": HONOUR, "starts_on": "2020-01-01", "ends_on": "2019-01-01"}]}, "programmes.0.ends_on"),
    "qualified before birth": ({"qualifications": [{"name": "教师资格证", "obtained_on": "1984-06-01"}]},
                               "qualifications.0.obtained_on"),
    "qualified tomorrow": ({"qualifications": [{"name": "教师资格证", "obtained_on": "2026-05-09"}]},
                           "qualifications.0.obtained_on"),
    "in the post before birth": ({"post_since": "1980-08-01"}, "post_since"),
    "in the post before work": ({"post_since": "2001-08-01"}, "post_since"),
    "in the post from next month": ({"post_since": "2026-06-01"}, "post_since"),
    "moved over before birth": ({"converted": {"origin": "civil_servant", "on": "1983-01-01"}}, "converted.on"),
    "moved over tomorrow": ({"converted": {"origin": "civil_servant", "on": "2026-05-09"}}, "converted.on"),
}  # fmt: skip
"""What update_profile is told -> the place that the error names."""


def told(world, profile):
    """The applicant changes her profile."""
    version = world.ask(people.APPLICANT, "get_person", person_id="person-1")["version"]
    return world.do(people.APPLICANT, "update_profile", person_id="person-1", expected_version=version, profile=profile)


@pytest.mark.parametrize(("profile", "place"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_profile_in_which_no_life_fits_is_refused_with_the_place(declaration, profile, place):
    error = refused("life", told, declaration, profile)
    assert names(error, place), error.to_wire()


def test_all_that_is_wrong_is_told_at_once(declaration):
    profile = title(obtained_on="1984-12-01") | one("work_history", started_on="1979-08-01")
    error = refused("life", told, declaration, profile)
    assert names(error, "present_title.obtained_on", "work_history.0.started_on"), error.to_wire()


REGISTERED = {
    "born tomorrow": {"id_number": people.id_number(born="20260509")},
    "born after the work began": {"id_number": people.id_number(born="20080307")},
    "at work at three": {"id_number": people.id_number(born="20040307")},
    "at work on the day of birth": {"id_number": people.id_number(born="20070801")},
    "a hundred and fifty years old": {"id_number": people.id_number(born="18760307")},
    "work begins next year": {"work_started_on": "2027-01-01"},
    "work before birth": {"work_started_on": "1970-08-01"},
}


@pytest.mark.parametrize("changes", REGISTERED.values(), ids=REGISTERED)
def test_nobody_registers_with_such_a_life(declaration, changes):
    basics = people.basics(**({"id_number": people.id_number(serial="136")} | changes))
    refused("life", declaration.do, people.caller("person-60"), "register_person", **basics)


ROWS = people.sections()
AWARD = {"awarded_on": "2020-09-10", "name": "优秀教师", "grade": "市级", "issuer": "赤峰市人民政府", "rank": None}
PATENT = {"granted_on": "2021-03-01", "name": "教具", "number": "ZL2021", "rank": None}
FILLED = {
    "paper before birth": ({"papers": [ROWS["papers"][0] | {"published_on": "1984-05-01"}]}, "papers.0.published_on"),
    "paper at two": ({"papers": [ROWS["papers"][0] | {"published_on": "1987-05-01"}]}, "papers.0.published_on"),
    "paper of tomorrow": ({"papers": [ROWS["papers"][0] | {"published_on": "2026-06-16"}]}, "papers.0.published_on"),
    "award before birth": ({"awards": [AWARD | {"awarded_on": "1980-09-10"}]}, "awards.0.awarded_on"),
    "award in the future": ({"awards": [AWARD | {"awarded_on": "2026-09-10"}]}, "awards.0.awarded_on"),
    "second award before birth": ({"awards": [AWARD, AWARD | {"awarded_on": "1979-09-10"}]}, "awards.1.awarded_on"),
    "patent before birth": ({"patents": [PATENT | {"granted_on": "1983-03-01"}]}, "patents.0.granted_on"),
    "patent in the future": ({"patents": [PATENT | {"granted_on": "2027-03-01"}]}, "patents.0.granted_on"),
    "achievement before birth": ({"achievements": [ROWS["achievements"][0] | {"started_on": "1984-03-01"}]},
                                 "achievements.0.started_on"),
    "achievement backwards": ({"achievements": [ROWS["achievements"][0] | {"ended_on": "2018-06-30"}]},
                              "achievements.0.ended_on"),
    "achievement ended in the future": ({"achievements": [ROWS["achievements"][0] | {"ended_on": "2026-12-30"}]},
                                        "achievements.0.ended_on"),
    "title before birth, in the dossier": (title(obtained_on="1984-12-01"), "present_title.obtained_on"),
    "education before birth, in the dossier": (one("education", started_on="1979-09-01", graduated_on="1983-07-01"),
                                               "education.0.graduated_on"),
    "work at three, in the dossier": (one("work_history", started_on="1988-08-01"), "work_history.0.started_on"),
    "assessment of next year, in the dossier": ({"assessments": [{"year": 2027, "grade": "合格"}]},
                                                "assessments.0.year"),
    "exam before birth, in the dossier": ({"exams": [EXAM | {"taken_on": "1983-09-10"}]}, "exams.0.taken_on"),
}  # fmt: skip
"""What fill_dossier is told -> the place that the error names."""


@pytest.mark.parametrize(("sections", "place"), FILLED.values(), ids=FILLED)
def test_a_dossier_in_which_no_life_fits_is_refused_with_the_place(declaration, sections, place):
    key = declaration.start()
    error = refused("life", declaration.change, key, "fill_dossier", sections=sections)
    assert names(error, place), error.to_wire()


POSSIBLE = {
    "at work at sixteen": {"work_started_on": "2001-07-01"} | one("work_history", started_on="2001-07-01"),
    "began work today": one("work_history", started_on="2026-05-08"),
    "a degree earned beside the work": one("education", started_on="2010-03-01", graduated_on="2013-01-10"),
    "graduated and began in the same month": {"work_started_on": "2007-07-01"} | one(
        "work_history", started_on="2007-07-01"),
    "a title in the year work began": title(obtained_on="2007-12-01"),
    "appointed on the day of the title": title(appointed_on="2015-12-01"),
    "a title of today": title(obtained_on="2026-05-08"),
    "assessed last year": {"assessments": [{"year": 2025, "grade": "优秀"}]},
    "assessed in the first year of work": {"assessments": [{"year": 2007, "grade": "合格"}]},
    "hours of this year": one("continuing_education", year=2026),
    "an exam that is valid for years to come": {"exams": [EXAM | {"valid_until": "2030-12-31"}]},
    "an exam for life": {"exams": [EXAM]},
    "an exam taken today": {"exams": [EXAM | {"taken_on": "2026-05-08"}]},
    "qualified before work": {"qualifications": [{"name": "教师资格证", "obtained_on": "2007-06-01"}]},
    "two posts one after the other": {"work_history": [
        GOOD["work_history"][0] | {"ended_on": "2012-07-31"},
        GOOD["work_history"][0] | {"started_on": "2012-08-01"}]},
    "a training of one day": {"trainings": [TRAINING | {"ended_on": "2020-07-10"}]},
    "secondary school to eighteen": one("education", level="secondary", started_on="2000-09-01",
                                        graduated_on="2003-07-01"),
}  # fmt: skip
"""Unusual but possible."""


@pytest.mark.parametrize("profile", POSSIBLE.values(), ids=POSSIBLE)
def test_an_unusual_life_is_taken(declaration, profile):
    assert told(declaration, profile)["version"] == 4
