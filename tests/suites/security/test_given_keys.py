"""What a service does with the keys it is given: the table of purposes held at the start."""

import pytest

from infra.setting_names import DEPLOYED, DOOR, RINGS
from infra.site_keys import SiteKeys
from shared.contracts.key_purposes import INDEX, KEYS_OF, NUMBERS, OWN, SHARED, with_keyring
from shared.contracts.queues import SERVICES
from shared.kernel.errors import ZhipingError
from shared.kernel.secret_files import SettingRefused
from shared.kernel.settings import Settings
from shared.persistence.given_keys import install_given_keys
from shared.security import Keyring, install_keyring, process_keyring

BROKER = "amqp://audit:x@broker/zhiping"
EVERYTHING = Keyring.for_everything("k1", {"k1": b"1" * 32}, b"i" * 32)


@pytest.fixture(autouse=True)
def nothing_left():
    yield
    install_keyring(None)


def test_the_table_names_every_service():
    assert list(KEYS_OF) == list(SERVICES)


@pytest.mark.parametrize("service", with_keyring())
def test_a_service_that_lacks_a_key_refuses_to_start_and_names_the_purpose(service):
    for purpose in KEYS_OF[service]:
        ring = EVERYTHING.part(one for one in KEYS_OF[service] if one != purpose)
        with pytest.raises(SettingRefused, match=f"ZHIPING_KEYRING: {service} needs a key for {purpose}"):
            install_given_keys(service, Settings(keyring=ring.to_json()))
    with pytest.raises(SettingRefused, match="is given none"):
        install_given_keys(service, Settings())


def test_what_a_service_does_not_need_is_logged_and_forgotten(capsys):
    install_given_keys("audit", Settings(keyring=EVERYTHING.to_json(), amqp_uri=BROKER))
    assert set(process_keyring().sets) == {"own", "index"}
    said = capsys.readouterr()
    assert "keys_not_needed" in said.out + said.err
    assert "numbers" in said.out + said.err


@pytest.mark.parametrize("setting", ["keyring", "trail_keys"])
def test_what_is_no_key_is_refused_by_the_settings_name_without_its_value(setting):
    given = {"keyring": EVERYTHING.to_json()} | {setting: '{"geheim": '}
    with pytest.raises(SettingRefused) as refused:
        install_given_keys("audit", Settings(**given))
    assert str(refused.value).startswith(f"ZHIPING_{setting.upper()}: ")
    assert "geheim" not in str(refused.value)


def test_a_site_gives_each_service_what_the_table_says_and_shares_only_what_crosses():
    keys = SiteKeys.generate()
    assert {service: tuple(ring.sets) for service, ring in keys.rings.items()} == {
        service: RINGS[service] for service in (*with_keyring(), DOOR)
    }
    for purpose in ("own", "numbers", "index", "codes", "files"):
        made = [
            ring.sets[purpose].keys[ring.sets[purpose].active]
            for service, ring in keys.rings.items()
            if purpose in ring.sets and (service, purpose) != (DOOR, INDEX)
        ]
        assert len(set(made)) == (1 if purpose in SHARED else len(made))
    assert SiteKeys.read(keys.variables()).rings == keys.rings


def test_the_door_knows_people_by_the_index_of_declaration_whichever_key_that_has():
    keys = SiteKeys.generate()
    before = SiteKeys({service: ring for service, ring in keys.rings.items() if service != DOOR}, keys.trails)
    assert DOOR not in SiteKeys.read(before.variables()).rings
    first = before.with_later_rings().rings[DOOR].seal("x")
    rotated = before.with_new_keys().with_newest_active().with_new_keys(index=True).with_newest_active()
    for site in (keys, before.with_later_rings(), rotated, rotated.without_retired()):
        assert site.rings[DOOR].blind_index("1") == site.rings["declaration"].blind_index("1")
    assert rotated.rings[DOOR].blind_index("1") != keys.rings[DOOR].blind_index("1")
    with pytest.raises(ZhipingError):
        keys.rings[DOOR].open(first)


def test_a_site_from_before_notify_sealed_anything_is_given_a_ring_for_it():
    keys = SiteKeys.generate()
    given = {name: text for name, text in keys.variables().items() if name != "ZHIPING_KEYRING_NOTIFY"}
    later = SiteKeys.read(given).with_later_rings()
    assert tuple(later.rings["notify"].sets) == KEYS_OF["notify"]
    assert {one: later.rings[one] for one in later.rings if one != "notify"} == {
        one: keys.rings[one] for one in keys.rings if one != "notify"
    }


def test_a_rotation_goes_by_adding_activating_and_taking_out():
    keys = SiteKeys.generate()
    added = keys.with_new_keys()
    sealed = added.rings["declaration"].seal("x", NUMBERS)
    assert keys.rings["docgen"].open(sealed) == "x"
    active = added.with_newest_active()
    assert added.rings["docgen"].open(active.rings["declaration"].seal("x", NUMBERS)) == "x"
    assert active.rings["committee"].seal("x").startswith("v1.committee-2.")
    done = active.without_retired()
    assert {tuple(one.keys) for one in done.rings["declaration"].sets.values()} == {
        ("declaration-2",), ("numbers-2",), ("index-1",)
    }  # fmt: skip
    assert done.rings["docgen"].sets["codes"] == keys.rings["docgen"].sets["codes"]


def test_one_ring_for_all_services_comes_out_as_one_for_each():
    given = {"ZHIPING_KEYRING": EVERYTHING.to_json()}
    keys = SiteKeys.read(given).with_new_keys().with_newest_active()
    declaration, committee = keys.rings["declaration"], keys.rings["committee"]
    assert declaration.open(EVERYTHING.seal("x", OWN)) == committee.open(EVERYTHING.seal("x", OWN)) == "x"
    assert not set(declaration.sets["own"].keys) & {committee.sets["own"].active}
    assert declaration.blind_index("1") == EVERYTHING.blind_index("1") != committee.blind_index("1")
    verified = [trail.mac(b"x", "ring") for trail in keys.trails.values()]
    assert len(verified) == len(DEPLOYED)
    assert len(set(verified)) == 1
