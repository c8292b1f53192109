"""``monitor read``: one article from a file or an address, with its claims."""

from __future__ import annotations

import json

import pytest
from newsroom import DECEMBER, SEPTEMBER


def shown_claims(ended):
    """The rows of the table of claims."""
    return [line for line in ended.lines if line.startswith("departure ")]


def test_read_an_html_file(newsroom):
    """A saved page is read with the title and text of its article and the claim in it."""
    newsroom.configure()
    page = newsroom.folder / "page.html"
    page.write_text(SEPTEMBER.html(), encoding="utf-8")

    ended = newsroom.run("read", page)

    assert (0, 1) == (ended.status, len(shown_claims(ended)))
    assert "by 2041-09-01 … 2041-09-30" in shown_claims(ended)[0]
    assert "wardens-leaving: matches, score " in ended.out
    assert "Most read" not in ended.out


def test_read_a_text_file_with_its_day(newsroom):
    """A plain text has its title in the first line; its relative dates count from the day that is given."""
    newsroom.configure()
    text = newsroom.folder / "text.txt"
    text.write_text("Wardens go\nThe wardens will leave Rivertown tomorrow, the mayor said.\n", encoding="utf-8")

    ended = newsroom.run("read", text, "--published", "2027-03-01", "--lang", "en")

    assert (0, True) == (ended.status, "  2027-03-02  " in shown_claims(ended)[0])


def test_read_a_json_file(newsroom):
    """A JSON file gives title, text and published, as a line of ``extract`` does."""
    newsroom.configure()
    path = newsroom.folder / "article.json"
    form = {"title": "Wardens go", "text": "The wardens will leave Rivertown tomorrow, the mayor said."}
    path.write_text(json.dumps(form | {"published": "2027-03-01"}), encoding="utf-8")

    ended = newsroom.run("read", path)

    assert (0, True) == (ended.status, "  2027-03-02  " in shown_claims(ended)[0])


def test_read_an_address(newsroom):
    """A page on the web is fetched, past robots.txt, and read."""
    newsroom.configure()
    newsroom.publish("december", DECEMBER)

    ended = newsroom.run("read", newsroom.site.url("/december"))

    assert (0, 1) == (ended.status, len(shown_claims(ended)))
    assert ["/robots.txt", "/december"] == newsroom.site.paths_asked()


def test_read_a_page_of_no_topic(newsroom):
    """An article that is of no topic is shown with the score, and says that it has no claim."""
    newsroom.configure()

    ended = newsroom.run("read", newsroom.site.url("/mill"))

    assert 0 == ended.status
    assert "wardens-leaving: does not match, score 0.0" in ended.lines
    assert "No claim with a date or a figure was found." == ended.lines[-1]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("nowhere.html", 1, "nowhere.html: No such file or directory; give a web address or a file that exists"),
        ("empty.html", 1, "no article text"),
        ("list.json", 1, "give an object with title and text"),
        ("broken.json", 1, "give an object with title and text"),
        ("config", 1, "Is a directory"),
    ],
)
def test_read_of_what_cannot_be_read(newsroom, address, status, words):
    """A missing, empty or wrong file: exit status 1 and what would help, no trace."""
    newsroom.configure()
    for name, body in (("empty.html", "<html></html>"), ("list.json", "[1]"), ("broken.json", "{")):
        (newsroom.folder / name).write_text(body, encoding="utf-8")

    ended = newsroom.run("read", newsroom.folder / address)

    assert (status, "") == (ended.status, ended.out)
    assert words in ended.err
    assert "Traceback" not in ended.err


def test_read_of_an_address_that_fails(newsroom):
    """A page that is not there: exit status 1, with the server's answer."""
    newsroom.configure()

    ended = newsroom.run("read", newsroom.site.url("/nowhere"))

    assert (1, True) == (ended.status, "http_status: " in ended.err)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--published", "yesterday"),
        ("--published", "2027-13-01"),
        ("--zone", "Mars/Base"),
        ("--zone", "Asia"),
        ("--lang", "fr"),
    ],
)
def test_read_with_an_option_that_makes_no_sense(newsroom, option, value):
    """A day, zone or language that does not exist: exit status 2 and no trace."""
    newsroom.configure()

    ended = newsroom.run("read", "x", option, value)

    assert (2, True, False) == (ended.status, value in ended.err, "Traceback" in ended.err)
