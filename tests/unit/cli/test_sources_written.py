"""Writing into sources.toml keeps comments and layout, is whole at every moment, and fails in words."""

import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.sources.configured import append_sources, write_probed
from monitor.errors import InputError

FILE = '''\
# The harbour's papers.

[[sources]]
name = "gazette"   # the old one
url = 'https://gazette.example/rss'
note = """
Cut \\
short."""


# ------
# Others
# ------

[[sources]]
name = "post"
url = "https://post.example/"

[[sources.fallbacks]]
url = "https://post.example/sitemap.xml"

[sources.selectors]
text = "p"

# The last word.
'''

LINE = "2031-04-02 ok: rss20"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file to write into."""
    path = tmp_path / "sources.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_verdict_stands_behind_the_other_keys(file: Path):
    """The new key comes right behind the source's keys, before the heading of the next part and before its tables."""
    write_probed(file, {"gazette": LINE, "post": LINE, "unknown": LINE})

    expected = FILE.replace('short."""\n', f'short."""\nprobed = "{LINE}"\n')
    expected = expected.replace('"https://post.example/"\n', f'"https://post.example/"\nprobed = "{LINE}"\n')
    assert expected == file.read_text(encoding="utf-8")


def test_a_later_verdict_takes_the_place_of_the_one_before(file: Path):
    """Probing again changes the line alone."""
    write_probed(file, {"gazette": LINE})
    once = file.read_text(encoding="utf-8")

    write_probed(file, {"gazette": "2031-05-01 old"})

    assert once.replace(LINE, "2031-05-01 old") == file.read_text(encoding="utf-8")


def test_a_source_at_the_end_of_a_file_without_a_last_newline(file: Path):
    """A file that ends in the middle of a line is still right afterwards."""
    file.write_text('[[sources]]\nname = "gazette"', encoding="utf-8")

    write_probed(file, {"gazette": LINE})

    assert f'[[sources]]\nname = "gazette"\nprobed = "{LINE}"\n' == file.read_text(encoding="utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_a_server_said_stays_one_value(tmp_path_factory: pytest.TempPathFactory, line: str):
    """Quotes, newlines and control characters of a verdict come back as they were, and nothing else changes."""
    path = tmp_path_factory.mktemp("written") / "sources.toml"
    path.write_text(FILE, encoding="utf-8")

    write_probed(path, {"gazette": line})

    first, second = tomllib.loads(path.read_text(encoding="utf-8"))["sources"]
    assert line == first.pop("probed")
    assert tomllib.loads(FILE)["sources"] == [first, second]


def test_sources_are_added_at_the_end(file: Path):
    """New tables stand behind everything, each with a blank line before it."""
    append_sources(file, [{"name": "a", "enabled": False}, {"name": "b", "every_minutes": 5}])

    added = '\n[[sources]]\nname = "a"\nenabled = false\n\n[[sources]]\nname = "b"\nevery_minutes = 5\n'
    assert FILE + added == file.read_text(encoding="utf-8")


def test_the_files_mode_is_kept_and_nothing_is_left_beside_it(file: Path):
    """Who may read the file stays as it was; no half-written copy remains."""
    file.chmod(0o640)

    write_probed(file, {"gazette": LINE})

    assert 0o640 == stat.S_IMODE(file.stat().st_mode)
    assert [file] == list(file.parent.iterdir())


def test_a_link_stays_a_link(file: Path, tmp_path: Path):
    """Where the configuration is a link to the file, the file behind it is written."""
    link = tmp_path / "link.toml"
    link.symlink_to(file)

    write_probed(link, {"gazette": LINE})

    assert link.is_symlink()
    assert LINE in file.read_text(encoding="utf-8")


def test_a_file_that_is_gone_is_told_by_name(tmp_path: Path):
    """What cannot be read is an error that names the file."""
    with pytest.raises(InputError) as refused:
        write_probed(tmp_path / "sources.toml", {"gazette": LINE})

    assert str(tmp_path / "sources.toml") == refused.value.subject


@pytest.mark.parametrize("text", ["", "# The papers of the harbour.\n", "sources = []\n"])
def test_a_file_without_sources_is_begun(tmp_path: Path, text: str):
    """Where nothing is listed yet, the first source is added, and comments stay."""
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")

    append_sources(path, [{"name": "a"}, {"name": "b"}])

    written = path.read_text(encoding="utf-8")
    assert {"sources": [{"name": "a"}, {"name": "b"}]} == tomllib.loads(written)
    assert text.startswith("#") == written.startswith("# The papers of the harbour.\n")


def test_a_missing_file_is_made_by_adding_to_it(tmp_path: Path):
    """The new file begins with its first source, and others may read it as they may the shipped one."""
    path = tmp_path / "sources.toml"

    append_sources(path, [{"name": "a"}, {"name": "b"}])

    assert '[[sources]]\nname = "a"\n\n[[sources]]\nname = "b"\n' == path.read_text(encoding="utf-8")
    assert 0o644 == stat.S_IMODE(path.stat().st_mode)


def test_sources_in_one_list_are_not_added_to(tmp_path: Path):
    """A file that writes its sources as one inline list is left as it is."""
    path = tmp_path / "sources.toml"
    path.write_text('sources = [{ name = "a" }]\n', encoding="utf-8")

    with pytest.raises(InputError, match="one list"):
        append_sources(path, [{"name": "b"}])

    assert 'sources = [{ name = "a" }]\n' == path.read_text(encoding="utf-8")


COMMENTED = """\
[[sources]]
name = "post"
url = "https://post.example/"

# Its sitemap is slow.
[[sources.fallbacks]]
url = "https://post.example/sitemap.xml"

# The old ferry.
[sources.canary]
url = "https://post.example/ferry"
words = "the old ferry"
"""


@pytest.mark.parametrize("table", ["fallbacks", "canary"])
def test_a_comment_above_a_table_of_the_source_stays_there(tmp_path: Path, table: str):
    """The verdict belongs to the source, not to the commented table below it, whichever comes first."""
    fallbacks = COMMENTED[COMMENTED.index("# Its") : COMMENTED.index("# The")]
    text = COMMENTED if table == "fallbacks" else COMMENTED.replace(fallbacks, "")
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")

    write_probed(path, {"post": LINE})

    url = 'url = "https://post.example/"\n'
    assert text.replace(url, f'{url}probed = "{LINE}"\n') == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("last", ["\r\n", ""])
def test_line_ends_and_the_mark_at_the_beginning_stay(tmp_path: Path, last: str):
    """A file of Windows keeps its line ends in all lines, those written by us included, and its byte order mark."""
    path = tmp_path / "sources.toml"
    before = FILE.replace("\n", "\r\n").removesuffix("\r\n") + last
    path.write_bytes(b"\xef\xbb\xbf" + before.encode())

    write_probed(path, {"gazette": LINE})
    append_sources(path, [{"name": "a"}])

    probed = FILE.replace('short."""\n', f'short."""\nprobed = "{LINE}"\n') + '\n[[sources]]\nname = "a"\n'
    assert b"\xef\xbb\xbf" + probed.replace("\n", "\r\n").encode() == path.read_bytes()


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")

SOMEBODY = 65534


@as_root
def test_the_owner_is_kept(file: Path):
    """A file of another user stays that user's."""
    os.chown(file, SOMEBODY, SOMEBODY)

    write_probed(file, {"gazette": LINE})

    assert (SOMEBODY, SOMEBODY) == (file.stat().st_uid, file.stat().st_gid)
    assert LINE in file.read_text(encoding="utf-8")


@as_root
def test_a_file_that_cannot_be_replaced_by_one_of_its_owner_is_written_in_place(file: Path, monkeypatch):
    """Where this user may not give files away, the file itself is written, and nothing is left beside it."""
    os.chown(file, SOMEBODY, SOMEBODY)
    inode = file.stat().st_ino

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.chown", refuse)
    write_probed(file, {"gazette": LINE})

    assert (SOMEBODY, inode) == (file.stat().st_uid, file.stat().st_ino)
    assert LINE in file.read_text(encoding="utf-8")
    assert [file] == list(file.parent.iterdir())
