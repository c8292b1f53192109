from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import parse_feed
from monitor.feeds.fingerprints import content_hash
from monitor.feeds.identity import Identifiable, entry_hash, entry_keys
from monitor.records import Source

FEW = st.sampled_from(["", "a", "b"])
ITEMS = st.lists(
    st.builds(
        Identifiable, guid=FEW, link=FEW.map(lambda name: name and f"https://v.example/{name}"), title=FEW, summary=FEW
    ),
    max_size=12,
)


def item(guid: str = "", link: str = "", title: str = "T", summary: str = "S") -> Identifiable:
    """An entry's identity with what a test leaves open."""
    return Identifiable(guid, link, title, summary)


@settings(deadline=None)
@given(items=ITEMS, seed=st.integers())
def test_order_does_not_matter(items: list[Identifiable], seed: int) -> None:
    """Any shuffle of a feed gives each entry the key that it had."""
    shuffled = random.Random(seed).sample(items, len(items))  # noqa: S311 - a shuffle, not a secret

    assert dict(zip(items, entry_keys(items), strict=True)) == dict(zip(shuffled, entry_keys(shuffled), strict=True))


@settings(deadline=None)
@given(items=ITEMS)
def test_entries_told_apart_have_keys_apart(items: list[Identifiable]) -> None:
    """Entries that differ in GUID, link or title never share a key."""
    marks = {(entry.guid, entry.link, entry.title) for entry in items if entry.guid or entry.link}
    keys = {key for entry, key in zip(items, entry_keys(items), strict=True) if entry.guid or entry.link}

    assert len(marks) == len(keys)


def test_unique_guid_outlasts_every_edit() -> None:
    """With a GUID of its own, an entry keeps its key when link, title and summary change."""
    before = entry_keys([item("g1", "https://v.example/1", "Old", "Old")])

    after = entry_keys([item("g1", "https://v.example/2", "New", "New")])

    assert before == after


def test_shared_guid_is_completed_by_the_link() -> None:
    """Entries with one GUID and different links keep their keys when their titles are edited."""
    before = entry_keys([item("g", "https://v.example/1", "A"), item("g", "https://v.example/2", "B")])

    after = entry_keys([item("g", "https://v.example/1", "A, edited"), item("g", "https://v.example/2", "B")])

    assert before == after
    assert len(set(before)) == 2


def test_shared_guid_without_links_is_completed_by_the_title() -> None:
    """Entries with one GUID and no link are told apart by their titles."""
    keys = entry_keys([item("g", title="A"), item("g", title="B")])

    assert len(set(keys)) == 2


def test_link_stands_in_for_a_missing_guid() -> None:
    """Without a GUID the link identifies, in any of its spellings."""
    before = entry_keys([item(link="http://www.v.example/1?utm_source=rss", title="Old")])

    after = entry_keys([item(link="https://v.example/1", title="New")])

    assert before == after


def test_words_stand_in_for_a_missing_link() -> None:
    """Without GUID and link, title and summary identify."""
    keys = entry_keys([item(title="A", summary="x"), item(title="A", summary="y"), item(title="A", summary="x")])

    assert keys[0] == keys[2] != keys[1]


def test_content_hash_sees_one_digit() -> None:
    """One figure changed in a long summary changes the hash."""
    body = "The column left the camp at dawn. " * 30

    assert content_hash("T", f"{body}2,400 men stay.") != content_hash("T", f"{body}2,500 men stay.")
    assert content_hash("At 9", body) != content_hash("At 8", body)


def test_content_hash_overlooks_rendering() -> None:
    """Entities, blanks, zero-width letters and accents written in two ways do not change the hash."""
    one = content_hash("The army’s café", "Men\u200b & tents stay.")

    assert one == content_hash("The army&rsquo;s cafe\u0301", "  Men &amp;\u00a0tents\n stay.")


def test_content_hash_overlooks_a_wandering_cut() -> None:
    """A summary cut at 400 letters or a few before is the same; an edit well before the cut is seen."""
    words = "".join(f"word{n} " for n in range(100))

    assert content_hash("T", words[:400] + "…") == content_hash("T", words[:388] + " [...]")
    assert content_hash("T", words[:400] + "…") != content_hash("T", words[:400].replace("word40", "word41") + "…")


def feed_of_thirty() -> list[Identifiable]:
    """Thirty entries as feeds have them: most with a GUID, some sharing one, some without GUID or link."""
    return [
        *(item(f"g{n}", f"https://v.example/{n}", f"Title {n}") for n in range(20)),
        *(item("reused", f"https://v.example/r{n}", f"Reused {n}") for n in range(4)),
        *(item("reused-no-link", title=f"Bare {n}") for n in range(2)),
        *(item(link=f"https://v.example/l{n}", title=f"Linked {n}") for n in range(2)),
        *(item(title=f"Words {n}", summary=f"Only words {n}") for n in range(2)),
    ]


def test_fifty_shuffles_bring_nothing_new() -> None:
    """A feed of thirty entries that comes in fifty orders, the reversed one among them, has thirty keys for ever."""
    entries = feed_of_thirty()
    keys = dict(zip(entries, entry_keys(entries), strict=True))
    orders = [random.Random(seed).sample(entries, len(entries)) for seed in range(49)]  # noqa: S311 - as above

    seen = [dict(zip(order, entry_keys(order), strict=True)) for order in [*orders, entries[::-1]]]

    assert len(set(keys.values())) == 30
    assert all(keys == found for found in seen)


def test_unique_guids_stay_apart_from_reused_ones() -> None:
    """A GUID that two other entries begin to share leaves the keys of the rest alone."""
    before = entry_keys([item("g1", "https://v.example/1"), item("g2", "https://v.example/2")])

    after = entry_keys([item("g3", "https://v.example/3"), item("g3", "https://v.example/4"), item("g1"), item("g2")])

    assert before == after[2:]


def test_guid_that_is_a_link_may_move_to_https() -> None:
    """A GUID that is an address counts in its canonical form."""
    assert entry_keys([item("http://www.v.example/1")]) == entry_keys([item("https://v.example/1")])


GUIDS = ["briefing", "tag:v.example,2026:7", "42", "urn:uuid:5b1c", "https://v.example/briefing"]


@pytest.mark.parametrize("guid", GUIDS)
def test_reused_guid_with_a_new_link_is_another_content(guid: str) -> None:
    """A briefing that goes on under its GUID and title with another link is the same entry, changed."""
    monday, tuesday = item(guid, "https://v.example/b1"), item(guid, "https://v.example/b2")

    assert entry_keys([monday]) == entry_keys([tuesday])
    assert entry_hash(monday) != entry_hash(tuesday)


@pytest.mark.parametrize("guid", GUIDS)
@pytest.mark.parametrize(
    "link",
    ["http://v.example/b1", "https://www.v.example/b1?utm_source=rss", "https://v.example/b1/#top"],
)
def test_other_spelling_of_a_link_is_no_other_content(guid: str, link: str) -> None:
    """Tracking parameters, http for https and the like leave an entry as it was."""
    assert entry_hash(item(guid, link)) == entry_hash(item(guid, "https://v.example/b1"))


@pytest.mark.parametrize("guid", ["", " ", "https://v.example/b1", " http://v.example/b1#0 "])
def test_link_that_identifies_is_no_content(guid: str) -> None:
    """Where the link or a GUID that is this link identifies, content is title and summary alone."""
    assert entry_hash(item(guid, "https://v.example/b1?utm_source=rss")) == content_hash("T", "S")


def test_guid_without_a_link_has_the_content_of_its_words() -> None:
    """An entry that links to nothing has title and summary for content."""
    assert entry_hash(item("g")) == content_hash("T", "S")


@pytest.mark.parametrize("guid", ["<guid>briefing</guid>", "<guid isPermaLink='false'>briefing</guid>"])
def test_feed_with_a_reused_guid_tells_of_another_content(guid: str) -> None:
    """So it is in a feed, whether or not the GUID is declared to be no link."""
    source = Source("valley", "Valley Post", "https://v.example/feed", "en", "UTC")
    monday, tuesday = (
        parse_feed(
            f"<rss version='2.0'><channel><item>{guid}<title>Briefing</title><link>https://v.example/{day}</link>"
            "</item></channel></rss>".encode(),
            source,
        ).entries[0]
        for day in ("b1", "b2")
    )

    assert monday.entry_key == tuesday.entry_key
    assert monday.content_hash != tuesday.content_hash
