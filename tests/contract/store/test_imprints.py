"""What every store promises of imprints, by which near copies are found."""

from __future__ import annotations

from records_made import EVER, later, make_article, make_imprint, make_reading

from monitor.records import Imprint, KeptImprint


def make_kept(article_id="article-1", **fields):
    """The imprint of ``make_imprint()`` as kept of an article of the Herald."""
    default = {"outlet": "Herald", "origin": "", "published_at": later(hours=-1), "digest": make_imprint().digest}
    return KeptImprint(article_id, **(default | fields))


def test_imprint_is_found_as_saved(store):
    """An imprint that shares one band is found with its article's outlet, origin, moment and digest."""
    store.save_reading(make_reading(imprint=make_imprint("band-1", "band-2"), origin="Agency"))

    assert [make_kept(origin="Agency")] == list(store.alike(make_imprint("band-2", "band-3"), EVER))


def test_imprint_without_a_shared_band_is_not_found(store):
    """Texts of which no band is alike are not found, whatever their digests."""
    store.save_reading(make_reading(imprint=make_imprint("band-1")))

    assert [] == list(store.alike(make_imprint("band-2"), EVER))


def test_alike_come_by_publication(store):
    """Who shares bands stands once, by publication from the first, those of one moment by article."""
    for article_id, hours in (("c", -1), ("b", -1), ("d", -5), ("a", 3)):
        article = make_article(article_id, published_at=later(hours=hours))
        store.save_reading(make_reading(article, imprint=make_imprint()))

    assert ["d", "b", "c", "a"] == [kept.article_id for kept in store.alike(make_imprint(), EVER)]


def test_imprint_of_a_later_reading_replaces_the_old_one(store):
    """An article is found by the imprint of its newest version alone."""
    store.save_reading(make_reading(imprint=make_imprint("old", "both")))
    edited = make_imprint("both", "new", digest=(1, 2))
    store.save_reading(make_reading(imprint=edited, origin="Agency", read_at=later(hours=1)))

    assert [] == list(store.alike(make_imprint("old"), EVER))
    assert [make_kept(origin="Agency", digest=(1, 2))] == list(store.alike(make_imprint("both"), EVER))
    assert [make_kept(origin="Agency", digest=(1, 2))] == list(store.alike(make_imprint("new"), EVER))


def test_empty_imprint_finds_nothing_and_is_not_found(store):
    """A text too short for an imprint is like no other, not even another one without."""
    store.save_reading(make_reading(make_article("short"), imprint=Imprint()))
    store.save_reading(make_reading(imprint=make_imprint()))

    assert [] == list(store.alike(Imprint(), EVER))
    assert ["article-1"] == [kept.article_id for kept in store.alike(make_imprint(), EVER)]


def test_band_named_twice_is_kept_once(store):
    """An imprint whose bands repeat is kept, and found once."""
    store.save_reading(make_reading(imprint=make_imprint("band-1", "band-1")))

    assert [make_kept()] == list(store.alike(make_imprint("band-1", "band-1"), EVER))


def test_imprint_of_an_older_article_is_not_found(store):
    """What was published before the moment asked for is left out, what was published at it is not."""
    published = later(hours=-1)
    store.save_reading(make_reading(imprint=make_imprint()))

    assert ["article-1"] == [kept.article_id for kept in store.alike(make_imprint(), published)]
    assert [] == list(store.alike(make_imprint(), later(minutes=-59)))


def test_version_too_short_for_an_imprint_leaves_none(store):
    """An article that was cut to a few words is found by its old words no more."""
    store.save_reading(make_reading(imprint=make_imprint()))

    store.save_reading(make_reading(make_article(content_hash="cut"), imprint=Imprint(), read_at=later(5)))

    assert [] == list(store.alike(make_imprint(), EVER))
