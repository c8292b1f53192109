"""What holds of the judgement for any sequence of claims."""

from claims_said import KEY, Desk, about, between, count, days, month, said, year
from hypothesis import given
from hypothesis import strategies as st

from monitor.ledger import relate
from monitor.records import ClaimKey, Said, Value

VALUES = [
    *(days(f"2026-09-{day:02}") for day in (1, 15, 20, 30)),
    *(month(f"2026-{number:02}") for number in (6, 9, 12)),
    *(month("2026-09", rel) for rel in ("by", "after", "from")),
    *(days("2026-09-21", "2026-09-30"), days("2026-08-20", "2026-09-05"), year(2026), year(2027)),
    *(count(number) for number in (250, 500, 900, 2400, 2500)),
    *(about(number) for number in (500, 2400, 2500)),
    *(between(2500, None), between(None, 500), between(200, 999), between(2000, 2500)),
]
KEYS = [KEY, ClaimKey(KEY.topic, KEY.frame, "south_pier"), ClaimKey(KEY.topic, KEY.frame, KEY.place, "lancers")]


@st.composite
def stories(draw: st.DrawFn) -> list[Said]:
    """Up to twenty claims, each an hour after the last."""
    claims = st.tuples(
        st.sampled_from(VALUES),
        st.sampled_from(KEYS),
        st.sampled_from(["planned", "occurred", "denied"]),
        st.booleans(),
    )
    return [
        said(value, hour, key=key, modality=modality, background=background)
        for hour, (value, key, modality, background) in enumerate(draw(st.lists(claims, max_size=20)))
    ]


class PlainLedger:
    """The rules of change in their shortest form: values alone, without speakers, support or time."""

    def __init__(self) -> None:
        """Know nothing."""
        self.standing: list[tuple[ClaimKey, Value]] = []
        self.denied: list[tuple[ClaimKey, Value]] = []

    def verdict(self, told: Said) -> str | None:
        """The kind of change that the desk is told of, or None."""
        key, value = told.claim.key, told.claim.value
        if told.claim.background:
            return None
        if told.claim.modality == "denied":
            known = self._is_backed(self.denied, key, value)
            self.denied.append((key, value))
            return None if known else "denied"
        if self._is_backed(self.standing, key, value):
            return None
        rivals = [other for owner, other in self.standing if owner == key]
        holding = [other for other in rivals if relate(value, other) == "refined"]
        self.standing = [pair for pair in self.standing if pair[0] != key or pair[1] not in holding] + [(key, value)]
        return "refined" if holding else "changed" if rivals else "new"

    @staticmethod
    def _is_backed(known: list[tuple[ClaimKey, Value]], key: ClaimKey, value: Value) -> bool:
        return any(owner == key and relate(value, other) in {"same", "coarser"} for owner, other in known)


@given(stories())
def test_the_desk_is_told_exactly_what_the_rules_call_for(told: list[Said]) -> None:
    """For any story the told changes are those of the rules in their shortest form."""
    plain = PlainLedger()
    changes = Desk().hears_each(told)

    assert [plain.verdict(one) for one in told] == [change.kind if change.told else None for change in changes]


@given(stories())
def test_a_claim_that_the_next_article_repeats_is_never_told_again(told: list[Said]) -> None:
    """Whatever came before, the desk hears of a value or a denial once: its repetition is support, or known."""
    desk = Desk()
    for hour, one in enumerate(told):
        desk.hears(one)
        claim = one.claim
        echo = said(claim.value, 100 + hour, key=claim.key, modality=claim.modality, background=claim.background)
        (change,) = desk.hears(echo).changes
        assert change.reason in {"restated", "background", "denial_known"}


@given(stories())
def test_a_story_read_again_leaves_the_ledger_as_it_is(told: list[Said]) -> None:
    """The same claims, fed twice, make no change and touch no history."""
    desk = Desk()
    desk.hears_each(told)
    known = dict(desk.histories)
    again = desk.hears_each(told)

    assert (again, desk.histories) == ([], known)


@given(stories())
def test_one_article_with_many_claims_is_judged_like_many_articles_with_one(told: list[Said]) -> None:
    """Claims that come together are judged one after the other, each against what the last one left."""
    one_by_one, at_once = Desk(), Desk()

    assert one_by_one.hears_each(told) == list(at_once.hears(*told).changes)
    assert one_by_one.histories == at_once.histories


@given(stories())
def test_no_position_restates_one_that_stood_before_it(told: list[Said]) -> None:
    """When a position is opened or narrowed, its value is neither the same as another's under the key nor coarser."""
    desk = Desk()
    for one in told:
        changes = desk.hears(one).changes
        if changes[0].kind not in {"new", "changed", "refined"}:
            continue
        others = [value for value in desk.values(one.claim.key) if value != one.claim.value]
        assert {relate(one.claim.value, other) for other in others} <= {"different"}


@given(stories())
def test_every_claim_but_background_is_somebodys_support_or_a_denial(told: list[Said]) -> None:
    """No claim is lost: its article supports a position under its key, or its denial is kept."""
    desk = Desk()
    desk.hears_each(told)
    for one in told:
        if one.claim.background:
            continue
        history = desk.histories[one.claim.key]
        supporters = {article for position in history.positions for article in position.supporters}
        denials = {denial.claim.article_id for denial in history.denials}
        assert one.claim.article_id in (denials if one.claim.modality == "denied" else supporters)


@given(stories())
def test_positions_stand_oldest_first(told: list[Said]) -> None:
    """The history of a key is in order of the first article behind each position."""
    desk = Desk()
    desk.hears_each(told)
    for history in desk.histories.values():
        firsts = [position.first_at for position in history.positions]
        assert firsts == sorted(firsts)
