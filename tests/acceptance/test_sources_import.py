"""``monitor sources export`` and ``import``: lists go out and come in, and no secret of a list is told."""

from __future__ import annotations

import pytest
from newsroom_sources import configured, written


def test_feeds_go_out_and_come_in_again(newsroom, tmp_path):
    """What one newsroom exports another one adds, switched off, and passes over what it has."""
    configured(newsroom, others=("quiet",))
    listed = tmp_path / "list.opml"

    out = newsroom.run("sources", "export", "--output", listed)
    path = newsroom.config / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("/quiet.xml", "/other.xml"), encoding="utf-8")
    back = newsroom.run("sources", "import", listed, "--zone", "Asia/Baghdad")
    checked = newsroom.run("check-config")

    assert [f"{listed}: 2 feeds"] == out.lines
    assert "herald: there already, " in back.out
    assert (0, "1 added, 1 passed over") == (back.status, back.lines[-1])
    assert {"outlet": "quiet.example", "enabled": False, "zone": "Asia/Baghdad"}.items() <= (
        written(newsroom)["quiet-2"].items()
    )
    assert "sources: 2 on, 1 off" in checked.lines


def test_an_export_goes_to_standard_output(newsroom):
    """Without a file, OPML is written where it can be piped; what it lacks is told beside it."""
    configured(newsroom, 'kind = "sitemap"\n', others=("quiet",))

    ended = newsroom.run("sources", "export")

    assert ended.out.startswith("<?xml")
    assert ended.out.endswith("</opml>\n")
    assert 'xmlUrl="http://127.0.0.1' in ended.out
    assert "left out, as no feed reader can read them: 1 sitemaps and section pages\n" == ended.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["missing.opml", "--zone", "Asia/Baghdad"], "missing.opml: the file cannot be read"),
        (["list.opml", "--zone", "Asia/Baghdad"], "list.opml:2: this is not XML"),
    ],
)
def test_a_list_that_cannot_be_read_adds_nothing(newsroom, tmp_path, monkeypatch, words: list[str], told: str):
    """A missing file and a broken one end with status 1, name file and line, and change nothing."""
    text = configured(newsroom)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.opml").write_text("<opml>\n<body>", encoding="utf-8")

    ended = newsroom.run("sources", "import", *words)

    assert (1, text) == (ended.status, (newsroom.config / "sources.toml").read_text(encoding="utf-8"))
    assert told in ended.err


LIST = """<opml><body>
<outline text="Quay News" xmlUrl="https://quay.example/rss?edition=2" language="en"/>
<outline text="https://nadia:s3cret@post.example/rss" xmlUrl="https://nadia:s3cret@post.example/rss" language="en"/>
<outline text="Tower" xmlUrl="ftp://tower.example/rss?token=s3cret" language="en"/>
</body></opml>"""


@pytest.mark.parametrize("text", [None, "", "# Ours.\n", "sources = []\n"])
def test_a_newsroom_can_start_from_its_list(newsroom, tmp_path, text: str | None):
    """Without a sources.toml, or with an empty one, an import begins it, and the configuration is right."""
    newsroom.configure()
    path = newsroom.config / "sources.toml"
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    (tmp_path / "list.opml").write_text(LIST, encoding="utf-8")

    ended = newsroom.run("sources", "import", tmp_path / "list.opml", "--zone", "Asia/Baghdad", "--enable")
    checked = newsroom.run("check-config")

    assert (1, "1 added, 0 passed over, 2 refused") == (ended.status, ended.lines[-1])
    assert ["quay-news"] == list(written(newsroom))
    assert (0, "sources: 1 on, 0 off") == (checked.status, checked.lines[1])


def test_an_import_into_a_faulty_file_tells_its_faults(newsroom, tmp_path):
    """What is wrong in sources.toml is told as by any command, and the file stays as it is."""
    text = configured(newsroom, "every_minutes = 0\n")
    (tmp_path / "list.opml").write_text(LIST, encoding="utf-8")

    ended = newsroom.run("sources", "import", tmp_path / "list.opml", "--zone", "Asia/Baghdad")

    assert (2, text) == (ended.status, (newsroom.config / "sources.toml").read_text(encoding="utf-8"))
    assert 'source "herald".every_minutes: ' in ended.err


def test_no_secret_of_a_list_is_shown_or_kept(newsroom, tmp_path):
    """Of refused feeds line and host are told; neither output nor configuration has a password or a token."""
    configured(newsroom)
    (tmp_path / "list.opml").write_text(LIST, encoding="utf-8")

    ended = newsroom.run("sources", "import", tmp_path / "list.opml", "--zone", "Asia/Baghdad")

    assert "quay-news: added, https://quay.example/rss?edition=2" in ended.lines
    assert ended.lines[1].startswith("list.opml:3: post-example: refused: ")
    assert 2 == sum(line.endswith((", https://post.example", ", ftp://tower.example")) for line in ended.lines)
    kept = (newsroom.config / "sources.toml").read_text(encoding="utf-8")
    assert "s3cret" not in ended.out + ended.err + kept


def test_an_import_into_an_unknown_zone_adds_nothing(newsroom, tmp_path):
    """The zone is checked once, before the list is read, like any option."""
    text = configured(newsroom)
    (tmp_path / "list.opml").write_text(
        '<opml><body><outline text="a" xmlUrl="https://a.example/" language="en"/></body></opml>', encoding="utf-8"
    )

    ended = newsroom.run("sources", "import", tmp_path / "list.opml", "--zone", "Asia/Bagdad")

    assert (2, "", text) == (ended.status, ended.out, (newsroom.config / "sources.toml").read_text(encoding="utf-8"))
    assert 'write "Asia/Baghdad"' in ended.err
