"""The configuration folder is found where people expect it."""

from pathlib import Path

import pytest
from config_files import write_config

from monitor.errors import ConfigError
from monitor.settings import find_config_folder
from monitor.settings.folder import base_folder_of


@pytest.fixture(autouse=True)
def clean_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Each test runs in an empty folder of its own, without the variable."""
    monkeypatch.delenv("MONITOR_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_given_folder_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is given is taken, even where the variable and ./config are there too."""
    monkeypatch.setenv("MONITOR_CONFIG", "named")
    write_config(tmp_path)

    assert Path("given") == find_config_folder(Path("given"))


def test_the_variable_comes_before_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """$MONITOR_CONFIG is taken before ./config."""
    monkeypatch.setenv("MONITOR_CONFIG", "named")
    write_config(tmp_path)

    assert Path("named") == find_config_folder(None)


def test_config_in_the_current_folder_is_found(tmp_path: Path):
    """Without anything given, ./config is taken."""
    config = write_config(tmp_path)

    assert config == find_config_folder(None).absolute()


def test_a_config_folder_of_another_program_is_passed_over(tmp_path: Path):
    """A folder named config without monitor.toml is not ours."""
    (tmp_path / "config").mkdir()

    assert tmp_path / "config" != find_config_folder(None).absolute()


def test_the_first_shipped_folder_that_has_settings_is_taken(tmp_path: Path):
    """A shipped folder that is not there is passed over."""
    shipped = write_config(tmp_path / "installed")

    assert shipped == find_config_folder(None, (tmp_path / "none", shipped))


def test_the_state_of_the_packaged_configuration_lies_in_the_current_folder(tmp_path: Path):
    """Nothing is written into an installation."""
    packaged = write_config(tmp_path / "installed")

    assert tmp_path == base_folder_of(packaged, packaged)
    assert tmp_path / "installed" == base_folder_of(packaged)


def test_nothing_found_is_a_fault_with_a_cure(tmp_path: Path):
    """Where no configuration is anywhere, the error says how to name one."""
    with pytest.raises(ConfigError, match="MONITOR_CONFIG"):
        find_config_folder(None, [tmp_path / "none"])
