"""The SQLite store in the hands of several threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from records_made import make_claim, make_history, make_key, make_position, make_reading, make_said

from monitor.records import Judgement


def test_threads_take_turns(store):
    """Readings saved from several threads are all kept whole, and reads in between find no half of one."""

    def save_and_count(number):
        claim = make_claim(f"claim-{number}")
        history = make_history(make_position(make_said(claim)))
        store.save_reading(make_reading(claims=(claim,), judgement=Judgement(histories=(history,))))
        return len(store.histories([make_key()])[make_key()].positions)

    with ThreadPoolExecutor(4) as pool:
        positions = list(pool.map(save_and_count, range(40)))

    assert {1} == set(positions)
    assert {f"claim-{number}" for number in range(40)} == store.claim_ids("article-1")
