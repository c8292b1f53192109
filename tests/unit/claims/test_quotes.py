"""Every claim can be pointed at: its quote and its value are words of the article."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from vardania import SENTENCES, article, claims_of


@given(st.lists(st.sampled_from(SENTENCES["en"]), min_size=1, max_size=6), st.sampled_from([" ", "\n", "  "]))
@settings(max_examples=60, deadline=None)
def test_english_quotes_are_verbatim(sentences, joint):
    """However sentences are put together, quotes and values are found at their offsets."""
    _check(joint.join(sentences), "en")


@given(st.lists(st.sampled_from(SENTENCES["ar"] + SENTENCES["ckb"]), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_arabic_script_quotes_are_verbatim(sentences):
    """The same in Arabic script, where one text may mix what two languages write."""
    _check(" ".join(sentences), "ar")


@given(st.text(alphabet="Compact lev by June2031.,:(« ٣١ أيلول\n", max_size=80))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read(text):
    """No text is too odd to be read: at worst it makes no claim."""
    _check(text, "en")


def _check(text, lang):
    full_text = article(text, lang, title="A title").full_text
    claims = claims_of(text, lang, title="A title")

    for claim in claims:
        assert claim.quote == full_text[claim.start : claim.end]
        assert claim.value_text == full_text[claim.value_start : claim.value_end]
        assert claim.start <= claim.value_start <= claim.value_end <= claim.end
    for one, other in itertools.combinations(claims, 2):
        assert (one.key, one.value) != (other.key, other.value)
