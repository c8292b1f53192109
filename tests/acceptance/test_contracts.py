"""The JSON Lines commands, whose forms other tools depend on: shapes, order, offsets, bad lines, exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from command_line import PROJECT, run_monitor

SEPTEMBER = {
    "id": "september",
    "lang": "en",
    "published": "2027-03-01",
    "title": "Coalition to leave",
    "text": "The US-led Coalition will end its mission in Iraq by September 2027, the spokesman said on Monday.",
    "outlet": "herald.example",
    "url": "https://herald.example/september",
}
DECEMBER = {
    "id": "december",
    "published": "2027-03-03T22:30:00+03:00",
    "title": "Coalition to stay longer",
    "text": "The US-led Coalition will end its mission in Iraq by December 2027, a government source said.",
}
RESTATED = SEPTEMBER | {"id": "restated", "published": "2027-03-02", "outlet": "gazette.example"}
MILL = {
    "id": "mill",
    "published": "2027-03-02",
    "title": "Mill wheel repaired",
    "text": "The mill by the river turns again.",
}
ARABIC = {
    "id": "ar",
    "published": "2027-03-01",
    "title": "التحالف الدولي",
    "text": "قال المتحدث إن التحالف الدولي سينهي مهمته في العراق في أيلول/سبتمبر 2027.",
}
SEPTEMBER_VALUE = {"kind": "date", "start": "2027-09-01", "end": "2027-09-30", "rel": "by", "approx": False}
DECEMBER_VALUE = {"kind": "date", "start": "2027-12-01", "end": "2027-12-31", "rel": "by", "approx": False}


def lines_of(*forms):
    """The forms as JSON Lines; bytes stand as they are."""
    return b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in forms)


def told(found):
    """Article and kind of each change."""
    return [(one["article"], one["kind"]) for one in found]


def answers(command, *forms, options=()):
    """Exit status and answers of a command."""
    ended = run_monitor(command, "--format", "jsonl", *options, stdin=lines_of(*forms))
    return ended.status, [json.loads(line) for line in ended.out.splitlines()]


# -- extract --


def test_extract_answers_each_article_in_order():
    """One object a line, in the order of the input, with article, topics, scores and claims."""
    status, found = answers("extract", DECEMBER, MILL, SEPTEMBER)

    assert (0, ["december", "mill", "september"]) == (status, [one["article"] for one in found])
    assert all({"article", "topics", "scores", "claims"} == set(one) for one in found)
    assert [["coalition-withdrawal"], [], ["coalition-withdrawal"]] == [one["topics"] for one in found]
    assert all(0 <= score <= 1 for one in found for score in one["scores"].values())
    assert [] == found[1]["claims"]


def test_extract_gives_the_parts_of_a_claim():
    """A claim has topic, frame, place, value, quote with offsets, words of the value, speaker, modality and rule."""
    _, (found,) = answers("extract", SEPTEMBER)

    (claim,) = found["claims"]
    assert ("coalition-withdrawal", "mission_end", "iraq") == (claim["topic"], claim["frame"], claim["place"])
    assert SEPTEMBER_VALUE == claim["value"]
    assert ("planned", False, "the spokesman") == (claim["modality"], claim["background"], claim["speaker"])
    assert {"quote", "value_text", "start", "end", "rule"} < set(claim)


@pytest.mark.parametrize("article", [SEPTEMBER, DECEMBER, ARABIC], ids=lambda article: article["id"])
def test_offsets_count_in_title_newline_text(article):
    """``start..end`` cut exactly the quote out of title, newline and text; the words of the value lie within it."""
    _, (found,) = answers("extract", article)

    whole = f"{article['title']}\n{article['text']}"
    assert found["claims"]
    for claim in found["claims"]:
        assert claim["quote"] == whole[claim["start"] : claim["end"]]
        assert claim["value_text"] in claim["quote"]


def test_extract_resolves_days_in_the_outlets_zone(newsroom):
    """A moment late in the evening UTC is of the next day in Baghdad, where the source's outlet is."""
    config = newsroom.configure()
    article = {"id": "a", "lang": "en", "published": "2027-03-01T22:30:00Z", "title": "Wardens"}
    article["text"] = "The wardens will leave Rivertown tomorrow, the mayor said."

    results = [
        answers("extract", article | {"outlet": outlet}, options=("--config", str(config)))[1][0]["claims"][0]["value"]
        for outlet in ("herald.example", "elsewhere.example")
    ]

    assert ["2027-03-03", "2027-03-02"] == [value["start"] for value in results]


BAD_LINES = {
    "no-json": (b"not json", 2, "the line is 'not json"),
    "half": (b'{"id": "x", "title": ', 2, "give JSON"),
    "list": ([1, 2], 2, "give a JSON object"),
    "number": (7, 2, "give a JSON object"),
    "no-id": ({"published": "2027-03-01", "title": "t", "text": "t"}, 2, "id is None"),
    "no-published": ({"id": "x", "title": "t", "text": "t"}, "x", "published is None"),
    "bad-day": (MILL | {"published": "soon"}, "mill", "published is 'soon'; give YYYY-MM-DD"),
    "bad-year": (MILL | {"published": "0001-01-01"}, "mill", "give YYYY-MM-DD from 1900"),
    "bad-lang": (MILL | {"lang": "fr"}, "mill", "lang is 'fr'; give one of ar, en, ckb"),
    "odd-lang": (MILL | {"lang": ["en"]}, "mill", "lang is ['en']"),
    "bad-text": (MILL | {"text": 5}, "mill", "text is 5; give a text"),
    "deep": (b"[" * 100_000, 2, "nested less deep"),
}


@pytest.mark.parametrize("kind", BAD_LINES)
def test_bad_line_is_answered_in_its_place(kind):
    """A bad line gets its id (or its number) and what is wrong with it; the others are answered; exit status 1."""
    bad, bad_id, words = BAD_LINES[kind]

    status, found = answers("extract", MILL, bad, SEPTEMBER)

    assert (1, 3) == (status, len(found))
    assert ({"id", "error"}, bad_id) == (set(found[1]), found[1]["id"])
    assert found[1]["error"].startswith("line 2: ")
    assert words in found[1]["error"]
    assert ["mill", "september"] == [found[0]["article"], found[2]["article"]]


def test_bytes_that_are_no_utf8_harm_their_own_line_alone():
    """A line in another encoding is read with replacements; the next one is answered as ever."""
    broken = json.dumps(MILL | {"text": "caf"}).encode().replace(b"caf", "café".encode("latin-1"))

    status, found = answers("extract", broken, SEPTEMBER)

    assert (0, ["mill", "september"]) == (status, [one["article"] for one in found])


def test_half_a_character_goes_out_as_it_came_in():
    """An id with a lone surrogate, which UTF-8 cannot carry, is answered in escapes."""
    status, found = answers("extract", MILL | {"id": "\ud800"})

    assert (0, "\ud800") == (status, found[0]["article"])


def test_line_separators_within_a_text_do_not_end_a_line():
    """U+2028 and U+0085 within a JSON text are characters like others."""
    article = json.dumps(MILL | {"text": "one\u2028two\u0085three"}, ensure_ascii=False).encode()

    status, found = answers("extract", article)

    assert (0, 1) == (status, len(found))


def test_empty_lines_are_passed_over_and_empty_input_is_fine():
    """White space between the lines is no line; no input gives no output and exit status 0."""
    status, found = answers("extract", b"", MILL, b"  ")

    assert (0, ["mill"]) == (status, [one["article"] for one in found])
    assert (0, []) == answers("extract")


def test_output_is_utf8_whatever_the_surroundings_say():
    """In a locale without Arabic letters the answer is still UTF-8, as the contract has it."""
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    ended = subprocess.run(
        [sys.executable, "-m", "monitor", "extract"],
        input=lines_of(ARABIC),
        capture_output=True,
        check=True,
        cwd=PROJECT,
        env=environment,
    )

    assert "أيلول/سبتمبر" in json.loads(ended.stdout.decode())["claims"][0]["quote"]


# -- replay --


def test_replay_gives_the_told_changes_in_order_of_publication():
    """Whatever order the articles come in: the first claim, no restatement, then the change with what it replaces."""
    status, found = answers("replay", DECEMBER, RESTATED, SEPTEMBER)

    assert (0, [("september", "new"), ("december", "changed")]) == (status, told(found))
    new, changed = found
    assert (SEPTEMBER_VALUE, None) == (new["new"], new["old"])
    assert (DECEMBER_VALUE, SEPTEMBER_VALUE, "later") == (changed["new"], changed["old"], changed["direction"])
    wanted = {"article", "topic", "frame", "place", "kind", "new", "old", "quote", "speaker"}
    assert all(wanted <= set(one) for one in found)
    assert "direction" not in new


def claim_of(article, value, **parts):
    """A claim of an article, as an annotator writes it."""
    claim = {"article": article, "topic": "coalition-withdrawal", "frame": "mission_end", "place": "iraq"}
    return claim | {"value": value, "quote": "words", "value_text": "words", "speaker": None} | parts


def test_replay_judges_given_claims_instead_of_reading(tmp_path):
    """With ``--claims`` the texts do not matter: the ledger alone speaks, on the claims of the file."""
    claims = tmp_path / "claims.jsonl"
    claims.write_bytes(
        lines_of(
            claim_of("december", DECEMBER_VALUE),
            claim_of("mill", SEPTEMBER_VALUE, background=True),
            claim_of("restated", SEPTEMBER_VALUE, modality="denied"),
        )
    )

    status, found = answers("replay", SEPTEMBER, RESTATED, MILL, DECEMBER, options=("--claims", str(claims)))

    assert (0, [("restated", "denied"), ("december", "new")]) == (status, told(found))


def test_bad_claims_are_answered_first_and_the_others_judged(tmp_path):
    """Bad lines of the claims file are told with its name and line; exit status 1; good ones are judged."""
    claims = tmp_path / "claims.jsonl"
    bad = [
        b"no json",
        claim_of("december", "soon"),
        claim_of("december", {"kind": "date", "start": "2027-12-31", "end": "2027-12-01"}),
        claim_of("december", DECEMBER_VALUE, modality="rumoured"),
        claim_of("december", DECEMBER_VALUE, speaker=7),
        claim_of(None, DECEMBER_VALUE),
    ]
    claims.write_bytes(lines_of(*bad, claim_of("december", DECEMBER_VALUE)))

    status, found = answers("replay", DECEMBER, options=("--claims", str(claims)))

    assert (1, len(bad) + 1) == (status, len(found))
    errors = [one["error"] for one in found[:-1]]
    assert all(error.startswith(f"{claims}: line {number}: ") for number, error in enumerate(errors, 1))
    assert ("december", "new") == (found[-1]["article"], found[-1]["kind"])


def test_claims_of_articles_that_were_not_given_are_counted(tmp_path):
    """Claims of other articles are left out, and standard error says how many."""
    claims = tmp_path / "claims.jsonl"
    claims.write_bytes(lines_of(claim_of("december", DECEMBER_VALUE), claim_of("elsewhere", SEPTEMBER_VALUE)))

    ended = run_monitor("replay", "--claims", claims, stdin=lines_of(DECEMBER))

    assert (0, 1) == (ended.status, len(ended.out.splitlines()))
    assert "monitor: 1 claims belong to no article that was read" in ended.err


def test_bad_article_of_a_replay_is_answered_and_the_others_replayed():
    """A bad line stands before the changes, with its id; exit status 1."""
    status, found = answers("replay", SEPTEMBER, b"not json", DECEMBER)

    assert (1, [2, None, None]) == (status, [one.get("id") for one in found])
    assert ["new", "changed"] == [one["kind"] for one in found[1:]]


# -- values --


def test_values_gives_every_date_and_figure_with_its_place():
    """Each date and figure of a sentence with its kind, words, offsets and value; the id comes back."""
    text = "About 2,500 troops will leave by September 2027."
    status, found = answers("values", {"id": "v1", "lang": "en", "text": text, "ref": "2027-03-01"})

    (answer,) = found
    assert (0, "v1", ["quantity", "date"]) == (status, answer["id"], [one["kind"] for one in answer["values"]])
    figure, day = answer["values"]
    assert all(one["value_text"] == text[one["start"] : one["end"]] for one in answer["values"])
    assert {"kind": "quantity", "low": 2500, "high": 2500, "approx": True, "unit": "troops"} == figure["value"]
    assert SEPTEMBER_VALUE == day["value"]


def test_values_without_an_id_and_without_a_value():
    """A line without id is answered without one; a sentence without a value has an empty list."""
    assert (0, [{"values": []}]) == answers("values", {"lang": "en", "text": "Nothing here.", "ref": "2027-03-01"})


def test_bad_lines_of_values_are_answered_in_their_place():
    """A line without text or day is told; the next one is answered; exit status 1."""
    good = {"id": "good", "lang": "en", "text": "on 5 May 2027", "ref": "2027-03-01"}

    status, found = answers("values", {"id": "a", "ref": "2027-03-01"}, good | {"id": "b", "ref": "then"}, good)

    assert (1, ["a", "b", "good"]) == (status, [one["id"] for one in found])
    assert ["line 1: text is None; give a text", True] == [found[0]["error"], "the day is 'then'" in found[1]["error"]]


# -- all three --


@pytest.mark.parametrize("command", ["extract", "replay"])
def test_named_configuration_is_used(command, newsroom):
    """``--config`` names another folder: one with a fault ends the command with status 2 and says where."""
    config = newsroom.configure()
    (config / "topics" / "topic.toml").write_text("name = 5\n", encoding="utf-8")

    ended = run_monitor(command, "--config", config, stdin=lines_of(SEPTEMBER))

    assert (2, "") == (ended.status, ended.out)
    assert ended.err.startswith("monitor: topics/topic.toml")


@pytest.mark.parametrize(
    ("command", "words"),
    [("extract", "'xml' is not 'jsonl'"), ("replay", "'xml' is not one of"), ("values", "'xml' is not 'jsonl'")],
)
def test_no_other_format_is_written(command, words):
    """Another format than those that a command writes is refused with exit status 2."""
    ended = run_monitor(command, "--format", "xml")

    assert (2, True) == (ended.status, words in ended.err)
