"""``monitor topic``: a story is made, checked and tried without programming."""

from __future__ import annotations

import json

import pytest
from command_line import run_monitor

LEAVING = {
    "id": "a1",
    "published": "2027-03-03",
    "title": "Wardens to go",
    "text": "About 40 wardens will leave Vardania by June 2027, the mayor said.\nHe said so on Tuesday.",
}
ARABIC = {"id": "a2", "published": "2027-03-03", "title": "", "text": "يغادر الحراس فاردانيا بحلول حزيران 2027."}
BRIEF = {
    "id": "a",
    "published": "2031-03-12",
    "title": "Wardens to leave",
    "text": "The wardens leave Vardania in May.",
}
RAIN = {"id": "a3", "published": "2027-03-03", "title": "Rain", "text": "Rain is expected in Vardania on Monday."}


def make_topic(newsroom, *more):
    """A new topic, as a reporter would make it."""
    newsroom.configure()
    names = ("--force", "wardens", "--force", "الحراس", "--place", "Vardania", "--place", "فاردانيا")
    return newsroom.run("topic", "new", "going", "--title", 'The wardens "go"', *names, *more)


def articles(newsroom, *forms):
    """A file of articles as JSON Lines."""
    path = newsroom.folder / "articles.jsonl"
    path.write_text("".join(json.dumps(form, ensure_ascii=False) + "\n" for form in forms), encoding="utf-8")
    return path


def test_a_new_topic_is_right_as_it_stands(newsroom):
    """The file that is written passes its check, with the names under their languages and the title as given."""
    made = make_topic(newsroom)
    checked = newsroom.run("topic", "check", "going")

    assert (0, 0) == (made.status, checked.status)
    assert "going.toml: fine; 8 frames, 1 places, 4 names" in checked.out
    assert "no Sorani names" in checked.out
    written = (newsroom.config / "topics" / "going.toml").read_text(encoding="utf-8")
    assert 'title = "The wardens \\"go\\""' in written
    assert 'ar = ["الحراس"]' in written


def test_a_title_of_several_lines_stays_a_title(newsroom):
    """A line break in a title is written as TOML writes it, and the file still loads."""
    newsroom.configure()

    made = newsroom.run(
        "topic", "new", "going", "--title", "The wardens\ngo", "--force", "wardens", "--place", "Vardania"
    )
    checked = newsroom.run("topic", "check", "going")

    assert (0, 0) == (made.status, checked.status)


def test_a_topic_is_never_written_over(newsroom):
    """A second topic of the name is refused, and the first stays."""
    make_topic(newsroom)
    path = newsroom.config / "topics" / "going.toml"
    path.write_text("# mine\n", encoding="utf-8")

    again = newsroom.run("topic", "new", "going")

    assert (1, "# mine\n") == (again.status, path.read_text(encoding="utf-8"))
    assert "there is such a file already" in again.err


@pytest.mark.parametrize("name", ["Going", "go ing", "../going", ""])
def test_a_name_that_no_file_should_have(newsroom, name):
    """A name of other signs than small letters, digits and dashes is refused before anything is written."""
    newsroom.configure()

    ended = newsroom.run("topic", "new", name)

    assert (1, True) == (ended.status, "give one like" in ended.err)


def test_a_faulty_topic_is_told_with_line_and_cure(newsroom):
    """Every fault of the file: its line, what was found, what would help; exit status 2."""
    make_topic(newsroom)
    path = newsroom.config / "topics" / "going.toml"
    text = path.read_text(encoding="utf-8").replace('role = "ends"', 'role = "endz"')
    path.write_text(
        text.replace('kind = "quantity"', 'kind = "quantity"\ntriggers = ["nonsense"]', 1), encoding="utf-8"
    )
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "endz" in one)

    ended = newsroom.run("topic", "check", path)

    assert 2 == ended.status
    assert f"going.toml:{line}: frames.mission_end.role" in ended.err


def test_ids_come_from_the_first_names(newsroom):
    """The ids of force and place are made of their first names in Latin letters, without accents."""
    newsroom.configure()
    newsroom.run("topic", "new", "going", "--force", "قوات", "--force", "River Guard", "--place", "Côte du Nord")

    written = (newsroom.config / "topics" / "going.toml").read_text(encoding="utf-8")

    assert "[forces.river_guard]" in written
    assert 'home = "cote_du_nord"' in written


def test_word_groups_are_listed():
    """All groups with their first words, one whole in one language; one that is none is told with those there are."""
    listed, one = run_monitor("topic", "words"), run_monitor("topic", "words", "handover", "--lang", "en")
    wrong = run_monitor("topic", "words", "handovers")

    assert (0, 0, 1) == (listed.status, one.status, wrong.status)
    assert {"handover:", "withdrawal:"} <= set(listed.out.splitlines())
    assert "site: any place of the topic" in listed.out
    assert "  ends: end + mission, " in listed.out
    assert ["handover:"] == [line for line in one.out.splitlines() if not line.startswith("  ")]
    assert "handed over" in one.out
    assert "give one of: absence" in wrong.err


def test_all_triggers_are_judged_together_with_other_faults(newsroom):
    """A trigger over an unknown group is told beside the other faults of the file, with its line."""
    make_topic(newsroom)
    path = newsroom.config / "topics" / "going.toml"
    text = path.read_text(encoding="utf-8").replace('home = "vardania"', 'home = "nowhere"')
    path.write_text(text.replace('role = "ends"', 'role = "ends"\ntriggers = ["ende + mission"]'), encoding="utf-8")

    ended = newsroom.run("topic", "check", "going")

    assert 2 == ended.status
    assert "home is" in ended.err
    assert "frames.mission_end.triggers" in ended.err


def test_a_trigger_without_words_is_a_fault(newsroom):
    """A trigger over a word group that nobody has is told with a group that was perhaps meant."""
    make_topic(newsroom)
    path = newsroom.config / "topics" / "going.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('role = "ends"', 'role = "ends"\ntriggers = ["ende + mission"]'), encoding="utf-8")

    ended = newsroom.run("topic", "check", "going")

    assert (2, True) == (ended.status, 'write "end"' in ended.err)


def test_trying_a_topic_shows_what_it_would_claim(newsroom):
    """Each matching article with its text, reasons and claims, then the counts; what does not match is left out."""
    make_topic(newsroom)

    ended = newsroom.run("topic", "try", "going", articles(newsroom, LEAVING, ARABIC, RAIN))

    assert 0 == ended.status
    assert "a1: matches" in ended.out
    assert "by 2027-06-01 … 2027-06-30" in ended.out
    assert "a3" not in ended.out
    assert "going: 2 of 3 articles match, 3 claims" in ended.lines
    assert "frames: withdrawal_complete 1, drawdown 1, troops_leaving 1" in ended.out or "drawdown 1" in ended.out


def test_trying_explains_what_fired_and_what_almost_did(newsroom):
    """With --explain the rules of the claims are told, and why the other dates and figures became none."""
    make_topic(newsroom)

    ended = newsroom.run("topic", "try", "going", articles(newsroom, LEAVING), "--explain")

    assert "fired: figure_by_departure" in ended.out
    assert 'not: "on Tuesday" is the day on which it was said' in ended.out


def test_trying_all_shows_the_others_too(newsroom):
    """With --all an article that does not match is shown with its score."""
    make_topic(newsroom)

    ended = newsroom.run("topic", "try", "going", articles(newsroom, RAIN), "--all")

    assert "a3: does not match" in ended.out


def test_trying_writes_lines_for_programs(newsroom):
    """As JSON Lines: an answer for each article, and for a bad line an error on standard error with status 1."""
    make_topic(newsroom)
    path = articles(newsroom, LEAVING, RAIN)
    path.write_text(path.read_text(encoding="utf-8") + "nonsense\n", encoding="utf-8")

    ended = newsroom.run("topic", "try", "going", path, "--format", "jsonl")

    answers = [json.loads(line) for line in ended.lines]
    assert [("a1", True), ("a3", False)] == [(one["article"], one["matched"]) for one in answers]
    assert {"drawdown", "troops_leaving"} == {claim["frame"] for claim in answers[0]["claims"]}
    assert (1, True) == (ended.status, "articles.jsonl: line 3" in ended.err)


def test_an_unknown_topic_is_told_with_those_that_there_are(newsroom):
    """A topic that is not there: exit status 1 and the names of those that are."""
    make_topic(newsroom)

    ended = newsroom.run("topic", "try", "gone", articles(newsroom, RAIN))

    assert (1, True) == (ended.status, "give a TOML file, or one of: going" in ended.err)


def test_right_to_left_text_runs_in_its_own_direction(newsroom):
    """Arabic paragraphs are opened and closed by isolates, in text and table; English has none."""
    make_topic(newsroom)

    arabic = newsroom.run("topic", "try", "going", articles(newsroom, ARABIC)).out
    english = newsroom.run("topic", "try", "going", articles(newsroom, LEAVING)).out

    opened = ("\N{RIGHT-TO-LEFT ISOLATE}", "\N{FIRST STRONG ISOLATE}")
    assert f"{opened[0]}{ARABIC['text']}\N{POP DIRECTIONAL ISOLATE}" in arabic
    assert f"{opened[1]}بحلول حزيران 2027\N{POP DIRECTIONAL ISOLATE}" in arabic
    assert not any(sign in english for sign in opened)


def test_the_summary_shows_counts_alone(newsroom):
    """With ``--summary`` no article is shown."""
    make_topic(newsroom)

    ended = newsroom.run("topic", "try", "going", articles(newsroom, BRIEF), "--summary")

    assert 0 == ended.status
    assert "going: 1 of 1 articles match, 1 claims" in ended.out
    assert "Wardens to leave" not in ended.out


def test_a_language_left_out_never_matches(newsroom):
    """An article in a language that the topic is not read in does not match, whatever it says."""
    make_topic(newsroom)
    path = newsroom.config / "topics" / "going.toml"
    text = path.read_text(encoding="utf-8").replace("threshold = 0.5", 'languages = ["ar"]\nthreshold = 0.5', 1)
    path.write_text(text, encoding="utf-8")

    ended = newsroom.run("topic", "try", "going", articles(newsroom, BRIEF), "--summary")

    assert "going: 0 of 1 articles match" in ended.out
