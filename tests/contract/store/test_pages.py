"""What every store promises of the pages of versions."""

from __future__ import annotations

from records_made import later, make_article, make_claim, make_outcome, make_page, make_reading

EDITED = make_article(content_hash="hash-2", text="It ends in May instead.")


def test_version_without_a_page_has_none(store):
    """A version that was never read, and one that was read without its page kept, have no page."""
    store.save_reading(make_reading())

    assert store.page("article-1", "hash-1") is None
    assert store.page("nowhere", "hash-1") is None


def test_page_is_read_as_saved(store):
    """Every byte of a page comes back, with where and when it was fetched, declared charset or none."""
    page = make_page(body=bytes(range(256)) * 40, charset=None, url="https://herald.example/article-1?amp=1")

    store.save_reading(make_reading(page=page))

    assert page == store.page("article-1", "hash-1")


def test_empty_page_is_read_as_saved(store):
    """A page without a byte is a page."""
    store.save_reading(make_reading(page=make_page(body=b"")))

    assert make_page(body=b"") == store.page("article-1", "hash-1")


def test_each_version_has_its_own_page(store):
    """The page of an edited version stands beside that of the first one."""
    edited = make_page(content_hash="hash-2", body=b"<p>It ends in May instead.", fetched_at=later(hours=2))
    store.save_reading(make_reading(page=make_page()))

    store.save_reading(make_reading(EDITED, read_at=later(hours=2), page=edited))

    assert make_page() == store.page("article-1", "hash-1")
    assert edited == store.page("article-1", "hash-2")


def test_first_page_of_a_version_is_kept(store):
    """A version that is read again, or saved again, keeps the page on which it was found first."""
    store.save_reading(make_reading(page=make_page()))

    store.save_reading(make_reading(page=make_page()))
    store.save_reading(make_reading(read_at=later(hours=2), page=make_page(body=b"<p>other advertisements")))
    store.save_reading(make_reading(read_at=later(hours=3)))

    assert make_page() == store.page("article-1", "hash-1")


def test_page_may_come_with_a_later_reading(store):
    """A version that was first read without its page gets the one that a later reading brings."""
    store.save_reading(make_reading())

    store.save_reading(make_reading(read_at=later(hours=2), page=make_page()))

    assert make_page() == store.page("article-1", "hash-1")


def test_rebuilding_leaves_the_pages(store):
    """A ledger built anew takes no page away, and brings none."""
    store.save_reading(make_reading(claims=(make_claim(),), page=make_page(), outcome=make_outcome()))

    store.save_rebuilt([make_reading(page=make_page(content_hash="hash-9"))], later(days=1))

    assert make_page() == store.page("article-1", "hash-1")
    assert store.page("article-1", "hash-9") is None
