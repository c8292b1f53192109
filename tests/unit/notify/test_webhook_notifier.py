from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from http_server import LoopbackServer, answer
from plain_fetcher import PlainFetcher
from slack_channels import CLOCK, DESK, Answering, Kept
from told_alerts import told_alert, told_change, told_said

from monitor.notify import WebhookNotifier
from monitor.notify.http_answers import judge_status
from monitor.records import Recipient

ADDRESS = "https://desk.example/hooks/T0INVENTED/token-0123456789?key=K3Y-987654"
KEY = "a long key that nobody guesses, 0123456789"
DOCUMENT = (Path(__file__).parents[3] / "docs" / "webhook.md").read_text("utf-8")
NOW = CLOCK.now().timestamp()


def channel(poster, *, key: str | None = KEY, address: str = ADDRESS) -> WebhookNotifier:
    """The channel that posts by ``poster``."""
    return WebhookNotifier("desk", Kept(address), poster, CLOCK, Kept(key) if key is not None else None)


@pytest.fixture
def is_genuine():
    """The check of a signature that the documentation hands out."""
    found = re.search(r"<!-- example: checking a signature -->\n```python\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found is not None
    names: dict = {}
    exec(found[1], names)  # noqa: S102 - our own documentation, which promises to work
    return names["is_genuine"]


@pytest.fixture
def receiver():
    """A server that takes everything at /desk."""
    with LoopbackServer() as server:
        server.routes["/desk"] = answer(b"thank you", status=202)
        yield server


async def test_a_real_posting_passes_the_documented_check(receiver, is_genuine):
    """Body and headers as a receiver gets them: the id, and a signature that its own code can verify."""
    taken = await channel(PlainFetcher(), address=receiver.url("/desk")).send(told_alert(), DESK)

    (asked,) = receiver.requests
    assert ("sent", 202) == (taken.outcome, taken.status)
    assert told_alert().message_id == asked.headers["x-monitor-id"] == json.loads(asked.body)["id"]
    assert "application/json; charset=utf-8" == asked.headers["content-type"]
    assert is_genuine(asked.body, asked.headers["x-monitor-signature"], KEY, NOW)


async def test_what_is_forged_or_old_fails_the_documented_check(receiver, is_genuine):
    """Another body, another key, another moment, no signature."""
    await channel(PlainFetcher(), address=receiver.url("/desk")).send(told_alert(), DESK)
    (asked,) = receiver.requests
    signature = asked.headers["x-monitor-signature"]
    later = re.sub("t=[0-9]+", f"t={int(NOW) + 60}", signature)

    checks = [
        is_genuine(asked.body + b" ", signature, KEY, NOW),
        is_genuine(asked.body, signature, "another key", NOW),
        is_genuine(asked.body, later, KEY, NOW),
        is_genuine(asked.body, signature, KEY, NOW + 301),
        is_genuine(asked.body, "", KEY, NOW),
        is_genuine(asked.body, f"t=²,v1={signature[-64:]}", KEY, NOW),
        is_genuine(asked.body, f"{signature}é", KEY, NOW),
    ]

    assert [False] * 7 == checks


async def test_without_a_key_nothing_is_signed():
    """There is no signature that would prove nothing."""
    poster = Answering(status=200)

    await channel(poster, key=None).send(told_alert(), Recipient("other", "desk", "https://elsewhere.example"))

    (request,) = poster.requests
    assert {"X-Monitor-Id": told_alert().message_id} == request.headers
    assert ADDRESS == request.url


async def test_sending_again_posts_the_same():
    """The same id and body; the receiver can pass over it."""
    poster = Answering(status=503)

    for _ in range(2):
        await channel(poster).send(told_alert(), DESK)

    first, second = poster.requests
    assert first == second


async def test_half_a_character_and_controls_do_not_reach_the_receiver():
    """What cannot be encoded is replaced one by one, so that the places in the quote stay right."""
    poster = Answering(status=200)
    said = told_said(quote="\ud800\x00 by May\ud83d", mark="by May")

    await channel(poster).send(told_alert(told_change(said=said)), DESK)

    (change,) = json.loads(poster.requests[0].body)["changes"]
    assert "\ufffd\ufffd by May\ufffd" == change["quote"]
    assert "by May" == change["quote"][change["value_start"] : change["value_end"]]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 503])
async def test_a_refusal_is_judged_by_the_common_table(status):
    """Outcome and scope are those of the status, and the receiver's words are told."""
    refused = await channel(Answering(status=status, body=b"not today")).send(told_alert(), DESK)

    verdict = judge_status(status)
    assert (verdict.outcome, verdict.scope, status) == (refused.outcome, refused.scope, refused.status)
    assert f"the webhook answered {status}: not today" == refused.reason


@pytest.mark.parametrize(
    "secret", [ADDRESS, KEY, "/hooks/T0INVENTED/token-0123456789", "token-0123456789", "K3Y-987654"]
)
@pytest.mark.parametrize("parts", [{"status": 400}, {"status": 500}, {"status": 200}, {"problem": "timeout"}])
async def test_no_secret_is_told_whatever_the_receiver_repeats(secret, parts):
    """Neither the address, its parts, nor the key stand in an answer."""
    poster = Answering(body=f"what is {secret}?".encode(), detail=f"{secret} is silent", **parts)

    told = await channel(poster).send(told_alert(), DESK)

    assert secret not in repr(told)


@pytest.mark.parametrize(("key", "address"), [("", ADDRESS), (KEY, "desk.example/secret"), (KEY, "https://[secret")])
def test_what_cannot_be_used_is_refused(key, address):
    """The check names the channel and repeats no secret."""
    with pytest.raises(ValueError, match="channel 'desk'") as raised:
        channel(PlainFetcher(), key=key, address=address)

    assert "secret" not in str(raised.value)


async def test_there_is_no_queue_before_it():
    """Turns come at once, and printing the channel gives nothing away."""
    notifier = channel(PlainFetcher())

    await notifier.turn()

    assert ("desk", False) == (notifier.name, "token" in repr(notifier))


def test_the_documentation_tells_the_statuses_of_the_table():
    """Each status that it names has the meaning that it gives."""
    rows = dict(re.findall(r"^\| ((?:\d|any other).*?) \| (.*?) \|$", DOCUMENT, re.MULTILINE))
    told = {int(status): meaning for row, meaning in rows.items() for status in re.findall(r"\b\d{3}\b", row)}

    given_up = {status for status, meaning in told.items() if meaning.startswith("given up: somebody must mend")}
    passing = {status for status, meaning in told.items() if "again later" in meaning}
    verdicts = {status: judge_status(status) for status in range(400, 600)}
    lasting = {status for status, one in verdicts.items() if (one.outcome, one.scope) == ("give_up", "channel")}
    assert lasting == given_up
    assert passing == {status for status, one in verdicts.items() if one.outcome == "retry_later" and status < 500}
