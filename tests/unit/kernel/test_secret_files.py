"""Settings that come from mounted files."""

import pytest

from shared.kernel.secret_files import SettingRefused, with_files_read
from shared.kernel.settings import Settings

SECRET = "postgresql+psycopg2://audit:geheim@127.0.0.1/audit"


@pytest.fixture
def mounted(tmp_path):
    """The path of a file that ends with a line feed."""
    path = tmp_path / "database_url"
    path.write_text(f"{SECRET}\n")
    return str(path)


def test_every_setting_can_be_a_file(mounted):
    settings = Settings.from_env({"ZHIPING_DATABASE_URL_FILE": mounted, "ZHIPING_SMTP_URL_FILE": mounted})
    assert settings.database_url == SECRET
    assert settings.environ == {"ZHIPING_DATABASE_URL": SECRET, "ZHIPING_SMTP_URL": SECRET}


def test_names_of_others_are_left_alone(mounted):
    environ = {"POSTGRES_PASSWORD_FILE": mounted, "ZHIPING_CLOCK": "system"}
    assert with_files_read(environ) == environ


def test_what_is_a_path_itself_is_not_read(mounted):
    assert Settings.from_env({"ZHIPING_CA_FILE": mounted}).ca_file == mounted


def test_an_empty_value_beside_the_file_is_none(mounted):
    assert with_files_read({"ZHIPING_X": "", "ZHIPING_X_FILE": mounted}) == {"ZHIPING_X": SECRET}


def test_both_ways_at_once_are_refused_by_name(mounted):
    with pytest.raises(SettingRefused) as refused:
        with_files_read({"ZHIPING_DATABASE_URL": "sqlite:///geheim", "ZHIPING_DATABASE_URL_FILE": mounted})
    assert "ZHIPING_DATABASE_URL and ZHIPING_DATABASE_URL_FILE" in str(refused.value)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_bytes(b"\xff")])
def test_a_file_that_cannot_be_read_is_refused_by_name(make, tmp_path):
    make(tmp_path / "geheim")
    with pytest.raises(SettingRefused) as refused:
        with_files_read({"ZHIPING_KEYRING_FILE": str(tmp_path / "geheim")})
    assert str(refused.value).startswith("ZHIPING_KEYRING_FILE: the file ")
    assert "geheim" not in str(refused.value)


def test_settings_that_are_printed_show_no_secret(mounted):
    secrets = {
        "DATABASE_URL": "1geheim",
        "AMQP_URI": "amqps://a:2geheim@b/",
        "KEYRING": "3geheim",
        "TRAIL_KEYS": "4geheim",
    }
    told = {f"ZHIPING_{name}": value for name, value in secrets.items()} | {"ZHIPING_STORAGE_URL": "5geheim"}
    assert "geheim" not in repr(Settings.from_env(told))
