"""Who says it, in invented reports."""

from vardania import claims_of


def test_beside_the_verb():
    """The subject of a verb of saying is the speaker, with the office that its words amount to in any language."""
    english = claims_of("The defence ministry spokesman said Compact troops will leave Korsa by June 2031.", "en")
    arabic = claims_of("وقال المتحدث باسم وزارة الدفاع إن قوات الميثاق ستغادر كورسا في حزيران 2031.", "ar")

    assert ["defence-ministry-spokesperson"] == [claim.office for claim in english]
    assert ["defence-ministry-spokesperson"] == [claim.office for claim in arabic]


def test_carried_on():
    """A speaker goes on speaking while the sentences say "he added" or name nobody."""
    text = (
        "A government source said the Compact mission in Vardania ends in May 2031. "
        "The source added that Compact troops will leave Korsa by June 2031."
    )

    assert {"A government source"} == {claim.speaker for claim in claims_of(text, "en")}


def test_before_a_colon():
    """A name and office above or before a colon speak the words behind it."""
    claims = claims_of("المتحدث باسم الحكومة:\nقوات الميثاق ستغادر كورسا في حزيران 2031.", "ar")

    assert ["المتحدث باسم الحكومة"] == [claim.speaker for claim in claims]


def test_nobody():
    """Where nobody is quoted the claim has no speaker."""
    assert [None] == [claim.speaker for claim in claims_of("Compact troops will leave Korsa by June 2031.", "en")]
