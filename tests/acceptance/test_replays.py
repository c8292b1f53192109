"""``monitor replay`` over days and over what is stored, and ``monitor reread``, on the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from command_line import run_monitor
from newsroom import DECEMBER, SEPTEMBER, TOPIC
from watched_town import leaving, says
from workshop_made import FILLER

from monitor.store import FolderLease

QUAY = f"""{TOPIC}
[places.quay]
label = "the Long Quay"
parent = "rivertown"
en = ["Long Quay"]
"""
"""A draft that knows another place."""

BEGINS = TOPIC.replace('"completes"', '"begins"')
"""A draft that asks when they begin to leave."""

AT_THE_QUAY = says(
    leaving("by September 2041"),
    "The wardens will leave the Long Quay by May 2041, the captain said.",
    title="Two dates",
)


@pytest.fixture
def told(newsroom):
    """A newsroom that was told of September, of December, and of December's edit to May of the year after."""
    newsroom.configure()
    newsroom.run("batch")
    for slug, page in (("september", SEPTEMBER), ("december", DECEMBER)):
        newsroom.publish(slug, page)
        newsroom.let_time_pass()
        newsroom.run("batch")
    newsroom.edit("december", says(leaving("by May 2042"), title=DECEMBER.title))
    newsroom.let_time_pass()
    newsroom.run("batch")
    return newsroom


def draft_of(newsroom, topic):
    """The path of a draft of the topic file."""
    path = newsroom.folder / "draft.toml"
    path.write_text(topic, encoding="utf-8")
    return path


def compared(newsroom, *options):
    """The objects that a comparison writes."""
    ended = newsroom.run("replay", "--from-store", "--format", "jsonl", *options)
    assert (0, "") == (ended.status, ended.err)
    return [json.loads(line) for line in ended.out.splitlines()]


def fates(found):
    """Fate of each alert with fate and kind of its changes."""
    return [(one["alert"], [(change["fate"], change["kind"]) for change in one["changes"]]) for one in found]


# -- replay --from-store --


def test_stored_articles_tell_again_what_was_sent(told):
    """By the rules that were there every alert is made again, in order, with its changes."""
    same = "unchanged"

    assert [
        (same, [(same, "new")]),
        (same, [(same, "changed")]),
        (same, [(same, "changed"), (same, "revised")]),
    ] == fates(compared(told))


def test_compared_alert_is_an_object_of_one_line(told):
    """Each has its fate, topic, article, outlet, address, moment and changes, which are as ``replay`` writes them."""
    first = compared(told)[0]

    assert {"alert", "topic", "article", "outlet", "url", "at", "changes"} == set(first)
    assert ("wardens-leaving", "herald.example") == (first["topic"], first["outlet"])
    assert (first["article"], "2041-09-01", None) == (
        first["changes"][0]["article"],
        first["changes"][0]["new"]["start"],
        first["changes"][0]["old"],
    )
    assert timedelta(0) == datetime.fromisoformat(first["at"]).utcoffset()


def test_draft_is_set_beside_what_was_sent(told):
    """A draft topic makes the alerts that it makes; nothing is kept of them and nothing is sent."""
    told.publish("quay", AT_THE_QUAY)
    told.let_time_pass()
    told.run("batch")
    lines = told.alerts_file.read_bytes()

    found = compared(told, "--topic-file", draft_of(told, QUAY))
    lost = compared(told, "--topic-file", draft_of(told, BEGINS))

    assert ["unchanged"] * 3 == [one["alert"] for one in found[:3]]
    assert [("added", [("added", "new")]), ("lost", [("lost", "changed")])] == sorted(fates(found[3:]))
    assert {"lost"} == {one["alert"] for one in lost}
    assert lines == told.alerts_file.read_bytes()


def test_table_sets_the_subjects_side_by_side(told):
    """One row an alert with its fate, moment and subjects; the last line counts the fates."""
    ended = told.run("replay", "--from-store")

    assert 0 == ended.status
    assert "alerts: 3 unchanged, 0 altered, 0 added, 0 lost" == ended.lines[-1]
    assert ["unchanged"] * 3 == [line.split()[0] for line in ended.lines[1:4]]
    assert all(line.endswith("the same") for line in ended.lines[1:4])
    assert "first claim, by September 2041" in ended.lines[1]


def test_table_of_a_draft_leaves_the_lost_side_empty(told):
    """What a draft would no longer send has its subject in the last column alone."""
    ended = told.run("replay", "--from-store", "--topic-file", draft_of(told, BEGINS))

    assert "alerts: 0 unchanged, 0 altered, 0 added, 3 lost" == ended.lines[-1]
    assert "the same" not in ended.out


@pytest.mark.parametrize(("days", "count"), [(-1, 3), (2, 0)])
def test_only_alerts_of_a_day_or_later_are_compared(told, days, count):
    """``--since`` leaves out alerts of earlier days, on both sides."""
    since = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()

    assert count == len(compared(told, "--since", since))


def test_standard_input_is_not_read(told):
    """With ``--from-store`` articles on standard input are left alone."""
    ended = run_monitor("replay", "--from-store", "--config", told.config, stdin=b"no json\n")

    assert (0, "alerts: 3 unchanged, 0 altered, 0 added, 0 lost") == (ended.status, ended.lines[-1])


def test_comparison_runs_beside_another_run(told):
    """Whoever holds the lease may work on: a comparison only reads."""
    with FolderLease(told.state, "monitor daemon").hold():
        assert 3 == len(compared(told))


def test_store_that_is_not_there_yet_is_told(newsroom):
    """Before the first run there is nothing to compare: exit status 3, and what to do."""
    newsroom.configure()

    ended = newsroom.run("replay", "--from-store")

    assert (3, "") == (ended.status, ended.out)
    assert "there is no database yet; run 'monitor batch' once" in ended.err


FAULTS = {
    "claims": (("--claims", "draft.toml"), "--claims belongs to articles on standard input, not to --from-store"),
    "a word for a day": (("--since", "soon"), "'soon' does not match the format '%Y-%m-%d'"),
    "no such day": (("--since", "2027-02-30"), "'2027-02-30' does not match the format"),
    "no such format": (("--format", "xml"), "'xml' is not one of 'jsonl', 'table'"),
    "no such draft": (("--topic-file", "missing.toml"), "missing.toml' does not exist"),
}


@pytest.mark.parametrize(("options", "words"), FAULTS.values(), ids=FAULTS)
def test_faulty_options_are_refused(newsroom, options, words):
    """Exit status 2, nothing written, and what is wrong."""
    newsroom.configure()
    draft_of(newsroom, TOPIC)
    name, given = options
    path = newsroom.folder / given

    ended = newsroom.run("replay", "--from-store", name, path if given.endswith(".toml") else given)

    assert (2, "", True) == (ended.status, ended.out, words in ended.err)


@pytest.mark.parametrize("options", [("--from-store",), ()], ids=["from-store", "standard-input"])
@pytest.mark.parametrize(
    ("faulty", "place"),
    [
        (TOPIC.replace('kind = "date"', 'kind = "day"'), 'draft.toml:16: frames.departure.kind: kind is "day"'),
        (TOPIC.replace('"rivertown"', "rivertown"), "draft.toml:4: "),
        (TOPIC.replace("[frames.departure]", "[frame.departure]"), "draft.toml:"),
    ],
    ids=["kind", "no-toml", "table"],
)
def test_fault_of_a_draft_names_file_and_line(newsroom, options, faulty, place):
    """A draft is checked like a topic of the configuration: exit status 2."""
    newsroom.configure()

    ended = newsroom.run("replay", *options, "--topic-file", draft_of(newsroom, faulty))

    assert (2, "") == (ended.status, ended.out)
    assert ended.err.startswith(f"monitor: {place}")


# -- replay of standard input --


def lines_of(*forms):
    """The forms as JSON Lines."""
    return b"".join(json.dumps(form).encode() + b"\n" for form in forms)


def article(name, when, published, title="Wardens to leave Rivertown"):
    """An article as a line of standard input."""
    text = " ".join((leaving(when), *FILLER))
    return {"id": name, "lang": "en", "published": published, "title": title, "text": text}


PROMISE = article("promise", "by 10 March 2031", "2031-03-03")
LATE_EVENING = article("evening", "by September 2031", "2031-03-20T23:30:00+03:00", "Wardens stay longer")


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2031-03-03", ["new", "overdue", "changed"]),
        ("2031-03-04", ["overdue", "changed"]),
        ("2031-03-20", ["overdue", "changed"]),
        ("2031-03-21", []),
    ],
)
def test_replay_since_a_day_writes_what_is_told_from_then_on(newsroom, since, expected):
    """Earlier articles count as known; a promise is overdue on the day that shows it, not on that of the promise."""
    newsroom.configure()

    ended = run_monitor("replay", "--since", since, "--config", newsroom.config, stdin=lines_of(LATE_EVENING, PROMISE))

    assert (0, expected) == (ended.status, [json.loads(line)["kind"] for line in ended.out.splitlines()])


def test_draft_is_tried_on_standard_input(newsroom):
    """``--topic-file`` takes the place of the configured topics there as well."""
    newsroom.configure()
    path = draft_of(newsroom, TOPIC.replace('"wardens-leaving"', '"a-draft"'))

    ended = newsroom.run("replay", "--topic-file", path)
    read = run_monitor("replay", "--topic-file", path, "--config", newsroom.config, stdin=lines_of(PROMISE))

    assert (0, "") == (ended.status, ended.out)
    assert ["a-draft"] == [json.loads(line)["topic"] for line in read.out.splitlines()]


def test_table_is_for_stored_articles(newsroom):
    """Changes of articles on standard input are written as JSON Lines alone."""
    newsroom.configure()

    ended = newsroom.run("replay", "--format", "table")

    assert (2, True) == (ended.status, "--format table is for --from-store" in ended.err)


# -- reread --


def test_reread_by_the_same_rules_changes_nothing(told):
    """Every version is read, every claim is as before, and nothing is sent."""
    lines = told.alerts_file.read_bytes()
    with told.store() as store:
        before = store.claims(), store.changes(), store.alerts()

    ended = told.run("reread")

    with told.store() as store:
        assert before == (store.claims(), store.changes(), store.alerts())
    assert 0 == ended.status
    assert ended.lines[0].startswith("read by the rules ")
    assert ended.lines[0].endswith(": 3 versions")
    assert ["claims: 3 as before, 0 new, 0 no longer made"] == ended.lines[1:]
    assert lines == told.alerts_file.read_bytes()


def test_reread_after_a_change_of_topic_lists_what_was_not_told(told):
    """New claims are kept and listed, lost ones counted; no alert is made, now or by the next run."""
    told.publish("quay", AT_THE_QUAY)
    told.let_time_pass()
    told.run("batch")
    lines = told.alerts_file.read_bytes()
    (told.config / "topics" / "topic.toml").write_text(QUAY, encoding="utf-8")

    ended = told.run("reread")
    told.let_time_pass()
    after = told.run("batch")

    assert (0, 0) == (ended.status, after.status)
    assert "claims: 4 as before, 1 new, 1 no longer made" == ended.lines[1]
    assert "not told before, and not told now: 1 changes" == ended.lines[2]
    assert f"new  wardens-leaving/departure/quay  'by May 2041'  {told.site.url('/quay')}" == ended.lines[3]
    assert lines == told.alerts_file.read_bytes()
    assert "unchanged" in {one["alert"] for one in compared(told)}


def test_reread_of_nothing(newsroom):
    """A newsroom that never ran has nothing to read."""
    newsroom.configure()

    ended = newsroom.run("reread")

    assert (0, True) == (ended.status, ended.lines[0].endswith(": 0 versions"))


def test_reread_waits_for_nobody(told):
    """While another run holds the lease, a reread ends at once with exit status 4, names it, and changes nothing."""
    with FolderLease(told.state, "monitor daemon").hold():
        ended = told.run("reread")

    assert (4, "") == (ended.status, ended.out)
    assert "monitor daemon (pid" in ended.err


def test_reread_by_a_faulty_topic_keeps_everything(told):
    """A configuration with a fault ends it with exit status 2 before anything is read."""
    (told.config / "topics" / "topic.toml").write_text(TOPIC.replace('"date"', '"day"'), encoding="utf-8")

    ended = told.run("reread")

    assert (2, "") == (ended.status, ended.out)
    assert ended.err.startswith("monitor: topics/topic.toml:16: ")
    with told.store() as store:
        assert 3 == len(store.claims())
