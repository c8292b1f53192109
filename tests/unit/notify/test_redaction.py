from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from secret_search import DISGUISES

from monitor.notify.redaction import LEFT_OUT, Redaction

TOKEN = "xoxb-0123-not+a/real=token-ABCDEF"  # noqa: S105 - invented
ADDRESS = "https://user:passw0rd-long@desk.example/hooks/T0INVENTED/tok%2Fen-0123456789?key=K3Y-9876543210"


def bare(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(one for one in text.casefold() if one.isalnum())


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_token_is_hidden_in_every_disguise(disguise):
    """It is masked, or the words are left out."""
    hidden = Redaction(TOKEN).hide(f"refused: {DISGUISES[disguise](TOKEN)}, sorry")

    assert hidden in {"refused: ***, sorry", 'refused: "***", sorry', LEFT_OUT}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_secret_parts_of_an_address_are_hidden(disguise):
    """Path, password and query, together and each alone."""
    for part in ("/hooks/T0INVENTED/tok%2Fen-0123456789", "passw0rd-long", "K3Y-9876543210", "tok/en-0123456789"):
        hidden = Redaction(ADDRESS).hide(f"no such thing: {DISGUISES[disguise](part)}")

        assert bare(part)[:8] not in bare(hidden), part
        assert hidden == LEFT_OUT or "***" in hidden


def test_words_without_a_secret_stay():
    """The host is no secret, and what a provider says of the fault is what an operator needs."""
    words = "https://desk.example: certificate verify failed"

    assert words == Redaction(ADDRESS, TOKEN, "").hide(words)


def test_short_parts_of_an_address_hide_nothing():
    """An address whose path is one letter does not swallow that letter everywhere."""
    assert "a box is not at hand" == Redaction("https://desk.example/a/x").hide("a box is not at hand")


@given(before=st.text(max_size=40), after=st.text(max_size=40), words=st.text(st.characters(exclude_categories=())))
def test_nothing_makes_it_fail_or_show_the_secret(before, after, words):
    """Whatever stands around it, and where there is none any words go through."""
    redaction = Redaction(TOKEN)

    assert TOKEN not in redaction.hide(before + TOKEN + after)
    assert redaction.hide(words)[:10] in {words[:10], LEFT_OUT[:10]}


@pytest.mark.parametrize("disguise", ["every letter escaped", "as HTML entities", "as code points"])
def test_a_secret_of_few_letters_is_hidden_in_disguise(disguise):
    """Signs alone make no run of letters: it is looked for as it is, once escapes are taken away."""
    secret = "<&>-a/+1"  # noqa: S105 - invented

    assert LEFT_OUT == Redaction(secret).hide(f"no: {DISGUISES[disguise](secret)}")


def test_a_password_that_looks_like_an_address_is_hidden_whole():
    """Only what is posted to has a host that may be told."""
    assert "no: ***" == Redaction("tern://sandbank/x").hide("no: tern://sandbank/x")
    assert LEFT_OUT == Redaction("tern://sandbank/x").hide("no: SANDBANK")
