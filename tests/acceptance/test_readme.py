"""The documentation is true: its commands run and print what it shows, its samples load, its links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import click
import pytest
from config_files import CHANNELS, SECRETS, write_config
from documents import (
    DOCUMENTS,
    PROJECT,
    Block,
    all_blocks,
    anchors_of,
    parse_own_command,
    read_links,
    shows,
    steps_of,
)

from monitor import records
from monitor.settings import load_settings

STANDS_FOR = {"make demo": "monitor demo --output demo-output"}
"""What a command of the documents comes down to where running it whole would set up an environment first."""

CONSOLES = all_blocks("console")
RUN = [block for block in CONSOLES if block.mark("not run") is None]
NOT_RUN = [block for block in CONSOLES if block.mark("not run") is not None] + all_blocks("ini", "cron")
SAMPLES = all_blocks("toml")
INVENTED = {
    **dict.fromkeys(("webhook", "url", "password", "key"), "https://hooks.example/services/invented"),
    "token": "xoxb-invented",
}
"""What a sample finds where a secret is kept, by the key that asks for it."""
CLOSED_SETS = {
    "docs/running.md": (records.SkipReason, records.FetchProblem, records.FeedProblem, records.Ailment),
    "docs/alerts.md": (
        *(records.ChangeKind, records.ChangeReason, records.DeliveryState, records.Ailment),
        *(records.Hold, records.Mute, records.EnvelopeForm),
    ),
    "docs/contracts.md": (records.Modality, records.DateRel, records.Direction),
    "README.md": (records.ChangeKind, records.Modality),
}
GLOSSARY = [
    *("feed", "entry", "article", "claim", "frame", "place", "force", "value", "modality", "speaker", "office"),
    *("outlet", "position", "change", "alert", "delivery", "channel", "baseline", "background", "lease", "cycle"),
    *("way", "route", "recipient", "envelope", "thread", "digest", "silence", "inhibition", "dead letter", "notice"),
]


@dataclass(frozen=True, slots=True)
class Playground:
    """A folder with a copy of the configuration and of the files that documents show, in which the demo has run."""

    folder: Path
    demo_output: str

    def run(self, command: str) -> str:
        """What a command prints; the demo's own output where the command is that of the demo."""
        if STANDS_FOR.get(command, command) == STANDS_FOR["make demo"]:
            return self.demo_output
        return run_in(self.folder, command)


def run_in(folder: Path, command: str) -> str:
    """What a shell command prints on standard output; it must end with status 0."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
    ended = subprocess.run(  # noqa: S603 - the commands are those of our own documents
        ["bash", "-c", f"set -o pipefail; {command}"],  # noqa: S607 - found by PATH, as a reader's shell would be
        cwd=folder,
        env=kept | {"PATH": path, "COLUMNS": "200", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ended.returncode == 0, f"$ {command}\n{ended.stdout}\n{ended.stderr}"

    return ended.stdout


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Playground:
    """A project folder like a reader's own, after ``make demo``."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(PROJECT / "config", folder / "config")
    (folder / "state").mkdir()
    for block in all_blocks("json", "text", "toml"):
        if name := block.mark("file"):
            (folder / name).write_text(block.text, encoding="utf-8")
    return Playground(folder, run_in(folder, STANDS_FOR["make demo"]))


@pytest.mark.parametrize("block", RUN, ids=str)
def test_commands_run_and_print_what_is_shown(block: Block, playground: Playground):
    """Each command of a console block ends well, and prints what the document shows below it."""
    needed = block.mark("needs")
    if needed and shutil.which(needed) is None:
        pytest.skip(f"{needed} is not installed here")

    for step in steps_of(block):
        printed = playground.run(step.command)

        if step.shown.strip() and not shows(step.shown, printed):
            pytest.fail(f"{block} shows something else than\n$ {step.command}\n{printed}", pytrace=False)


@pytest.mark.parametrize("block", NOT_RUN, ids=str)
def test_commands_that_are_not_run_parse(block: Block):
    """A command that needs the web or a service names a command of the monitor, with options that it has."""
    for step in steps_of(block):
        parse_own_command(step.command)


def test_a_command_with_an_unknown_option_does_not_parse():
    """The check above can fail: an option that a command does not have is refused, also behind a path."""
    with pytest.raises(click.NoSuchOption):
        parse_own_command("/opt/somewhere/monitor batch --loudly >> log 2>&1")


def test_there_are_commands_of_both_sorts():
    """The documents hold commands to run and commands that are not run; an empty list would prove nothing."""
    assert len(RUN) > 5
    assert len(NOT_RUN) > 3


def test_make_demo_comes_down_to_what_is_run_here():
    """The recipe of ``make demo`` is the command that stands for it in this test."""
    recipe = re.search(r"^demo:.*\n((?:\t.*\n)+)", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert recipe is not None
    assert STANDS_FOR["make demo"] in recipe[1]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_targets_of_make_exist(document: str):
    """Every ``make`` command that a document names is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^|\$ )make ([a-z]+)", (PROJECT / document).read_text(encoding="utf-8"), re.MULTILINE))

    assert named <= targets


@pytest.mark.parametrize("block", SAMPLES, ids=str)
def test_samples_load(block: Block, tmp_path: Path):
    """A sample of a configuration file loads without a fault, beside small files of the other kinds."""
    mark = next(iter(block.marks), "")
    kinds = {"monitor.toml": "general", "sources.toml": "sources", "alerts.toml": "alerts"}
    part = "topic" if mark.startswith("topics/") else kinds[mark]
    files = {part: block.text} | ({"general": CHANNELS} if part == "alerts" else {})
    for key, path in re.findall(r'(\w+) = \{ file = "([^"/][^"]*)"', block.text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(INVENTED[key], encoding="utf-8")
    environ = {name: INVENTED[key] for key, name in re.findall(r'(\w+) = \{ env = "([^"]+)"', block.text)}

    settings = load_settings(write_config(tmp_path, **files), SECRETS | environ)

    assert settings.topics


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str):
    """Every link within the project leads to a file that exists, and to a heading of it where it names one."""
    for link in read_links(document):
        name, _, anchor = link.partition("#")
        path = (PROJECT / document).parent / name if name else PROJECT / document

        assert path.exists(), link
        assert not anchor or anchor in anchors_of(path), link


@pytest.mark.parametrize(("document", "closed"), [(name, one) for name, sets in CLOSED_SETS.items() for one in sets])
def test_every_member_of_a_closed_set_is_explained(document: str, closed: object):
    """A document that lists kinds, reasons, states or problems names every one of them."""
    text = (PROJECT / document).read_text(encoding="utf-8")

    assert [member for member in get_args(closed) if f"`{member}`" not in text] == []


def test_the_glossary_is_whole():
    """The README explains each word of the domain under its own name."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")

    assert [word for word in GLOSSARY if f"**{word}**" not in text] == []
