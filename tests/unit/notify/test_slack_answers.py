from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.http_answers import MAY_PASS
from monitor.notify.redaction import LEFT_OUT, Redaction
from monitor.notify.slack.answers import answer_api, answer_webhook, lost_its_thread, read_api_answer
from monitor.notify.slack.refusals import NO_SUCH_THREAD, RATE_LIMITED, REFUSALS, judge_refusal
from monitor.records import FetchResult

NOW = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
WEBHOOK = "https://hooks.slack.example/services/T0INVENTED/B0INVENTED/token-0123456789"
TOKEN = "xoxb-not-a-real-token-9876543210"  # noqa: S105 - invented


def result(status: int | None, body: str, **parts) -> FetchResult:
    """The result of a posting."""
    return FetchResult(WEBHOOK, WEBHOOK, status=status, body=body.encode("utf-8", "surrogatepass"), **parts)


def test_slacks_own_words_stand_in_the_reason_and_the_address_does_not():
    """The operator reads what Slack said; the token is taken out even where the server repeats it."""
    words = f"channel_not_found for {WEBHOOK} and /services/T0INVENTED/B0INVENTED/token-0123456789\nT0INVENTED\x00"

    answer = answer_webhook(result(404, words), NOW, Redaction(WEBHOOK))

    assert ("give_up", "channel") == (answer.outcome, answer.scope)
    assert "Slack answered 404: channel_not_found for *** and *** ***\ufffd" == answer.reason


@pytest.mark.parametrize("words", ["TOKEN 0123 4567 89", "dG9rZW4tMDEyMzQ1Njc4OQ==", "%74oken%2D0123456789"])
def test_words_that_repeat_the_address_in_disguise_are_left_out(words):
    """What is left of an answer then is its status."""
    answer = answer_webhook(result(403, f"no: {words}"), NOW, Redaction(WEBHOOK))

    assert f"Slack answered 403: {LEFT_OUT}" == answer.reason


@pytest.mark.parametrize("place", ["error", "ts", "other"])
@pytest.mark.parametrize("ok", ["true", "false"])
@pytest.mark.parametrize("status", [200, 403, 429, 500])
def test_an_api_that_repeats_the_token_does_not_make_it_known(place, ok, status):
    """Neither reason nor reference holds it, whatever the field and the status."""
    body = f'{{"ok": {ok}, "{place}": "{TOKEN}"}}'

    answer = answer_api(result(status, body), NOW, Redaction(TOKEN))

    assert TOKEN not in repr(answer)


def test_every_known_word_has_one_meaning():
    """No word stands in two rows of the table, and all that ask for patience are among those that may pass."""
    assert all(REFUSALS[word] == MAY_PASS for word in RATE_LIMITED)
    assert all("give_up" == REFUSALS[word].outcome for word in NO_SUCH_THREAD)
    assert all(word == word.lower().strip() for word in REFUSALS)


@pytest.mark.parametrize("word", ["", "brand_new_error", "Invalid_Auth"])
def test_an_unknown_word_is_tried_again_and_holds_up_no_other_message(word):
    """Whether it lasts is not known, so the number of attempts decides."""
    verdict = judge_refusal(word)

    assert ("retry_later", "message") == (verdict.outcome, verdict.scope)


@pytest.mark.parametrize("word", sorted(NO_SUCH_THREAD))
def test_a_lost_thread_is_known_by_its_words(word):
    """Only those words mean it, and only where Slack refused."""
    assert lost_its_thread(result(200, f'{{"ok": false, "error": "{word}"}}'))
    assert not lost_its_thread(result(200, f'{{"ok": true, "error": "{word}"}}'))


@given(body=st.text(st.characters(exclude_categories=()), max_size=200), status=st.integers(100, 599))
def test_any_body_is_an_answer(body, status):
    """Nothing that a server says raises, and only Slack's own yes counts as sent."""
    answer = answer_api(result(status, body), NOW, Redaction(TOKEN))

    assert "sent" != answer.outcome
    assert answer_webhook(result(status, body), NOW, Redaction(WEBHOOK)).status == status


@pytest.mark.parametrize("body", ['{"ok": 1}', "null", "[]", '"ok"', "", '{"error": "x"}', "\ud800"])
def test_a_body_of_another_kind_is_none_of_slacks(body):
    """A gate on the way may answer in JSON too."""
    assert read_api_answer(result(200, body)) is None


@pytest.mark.parametrize(
    ("body", "outcome", "scope"),
    [
        ("no_service", "give_up", "channel"),
        ("invalid_blocks: too long", "give_up", "message"),
        ("rollup_error", "retry_later", "channel"),
        ('{"ok": false, "error": "channel_is_archived"}', "give_up", "channel"),
        ('{"ok": false, "error": "ratelimited"}', "retry_later", "channel"),
        ("<!DOCTYPE html><title>Sign in to the guest network</title>", "retry_later", "message"),
    ],
)
def test_a_webhooks_200_that_refuses_is_no_acceptance(body, outcome, scope):
    """A gate on the way may answer in Slack's place, or pass a refusal on as a 200: then nobody was told."""
    answer = answer_webhook(result(200, body), NOW, Redaction(WEBHOOK))

    assert (outcome, scope, 200) == (answer.outcome, answer.scope, answer.status)


@pytest.mark.parametrize("body", ["ok", "", '{"ok": true}', "{}", "\ufffd", "thank you"])
def test_a_webhooks_200_that_refuses_nothing_is_an_acceptance(body):
    """Slack says ok; servers that understand its webhooks say something else, or nothing."""
    assert "sent" == answer_webhook(result(200, body), NOW, Redaction(WEBHOOK)).outcome


@pytest.mark.parametrize("answer_of", [answer_api, answer_webhook])
@pytest.mark.parametrize("problem", ["too_large", "too_slow", "bad_encoding", "protocol"])
def test_a_200_whose_body_breaks_on_the_way_is_an_acceptance(answer_of, problem):
    """Posted again, the message would stand there again, for as long as bodies break."""
    answer = answer_of(result(200, "", problem=problem), NOW, Redaction(TOKEN))

    assert ("sent", 200, "") == (answer.outcome, answer.status, answer.reference)
    assert f"accepted by Slack, but its answer could not be read ({problem})" == answer.reason


@pytest.mark.parametrize("answer_of", [answer_api, answer_webhook])
@pytest.mark.parametrize(("status", "outcome"), [(403, "give_up"), (503, "retry_later")])
def test_a_refusal_whose_body_breaks_on_the_way_stays_one(answer_of, status, outcome):
    """Only a 2xx says that the message was taken."""
    assert outcome == answer_of(result(status, "", problem="bad_encoding"), NOW, Redaction(TOKEN)).outcome
