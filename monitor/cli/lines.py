"""JSON Lines in and out: articles, claims and answers, one object a line."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, TextIO, TypeVar, cast, get_args
from zoneinfo import ZoneInfo

from monitor.claims import name_office
from monitor.identity import stable_id
from monitor.json_forms import Form, value_from_form
from monitor.language.pack import languages
from monitor.language.varieties import guess_language
from monitor.records import Article, Claim, ClaimKey, Lang, Modality, Source, Value

Answer = Callable[[Form], Form]
Made = TypeVar("Made")

_YEARS = range(1900, 3000)
"""Years in which an article may be published: "three years ago" must not lead out of the calendar."""

_DAY_CURE = f"give YYYY-MM-DD from {_YEARS.start} to {_YEARS.stop - 1}"

_BREAKS = re.compile("[\x80-\x9f\u2028\u2029]")
"""What JSON leaves as it is: the second block of controls, with NEL in it, and the separators of lines and paragraphs.

Source: UAX #14, 5.1, for what ends a line; ``str.splitlines`` heeds all of it.
"""


class BadLineError(ValueError):
    """A line that cannot be used: which part of it, what was found, what would help."""

    def __init__(self, *, part: str, found: object, cure: str) -> None:
        """Word the message from its three parts."""
        super().__init__(f"{part} is {found!r}; {cure}")


@dataclass(frozen=True, slots=True)
class BadLine:
    """The answer to a line that cannot be used: its ``id``, or its number where it names none, and what is wrong."""

    line_id: object
    error: str

    def form(self) -> Form:
        """What is written in the line's place."""
        return {"id": self.line_id, "error": self.error}


def use_lines(lines: Iterable[str], use: Callable[[Form], Made], place: str = "line") -> Iterator[Made | BadLine]:
    """What ``use`` makes of each line, or what is wrong with it; empty lines are passed over.

    ``place`` is what stands before the line's number in an error.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        form: Form = {}
        made: Made | BadLine
        try:
            form = read_line(line)
            made = use(form)
        except (ValueError, OverflowError) as error:  # days outside the calendar overflow
            made = BadLine(form.get("id", number), f"{place} {number}: {error}")
        yield made


def answer_lines(lines: Iterable[str], answer: Answer, out: TextIO) -> int:
    """Answer each line in order; a bad one gets ``{"id", "error"}`` in its place. Gives the exit status, 0 or 1."""
    status = 0
    for reply in use_lines(lines, answer):
        if isinstance(reply, BadLine):
            status = 1
            write_line(reply.form(), out)
        else:
            write_line(reply, out)
    return status


def sort_out(found: Iterable[Made | BadLine], out: TextIO) -> tuple[list[Made], int]:
    """The good ones, in order; bad ones are answered on ``out`` at once. With the exit status, 0 or 1."""
    good: list[Made] = []
    status = 0
    for one in found:
        if isinstance(one, BadLine):
            status = 1
            write_line(one.form(), out)
        else:
            good.append(one)
    return good, status


def read_line(line: str) -> Form:
    """The object of one line. Raises BadLineError for anything but an object."""
    try:
        form = json.loads(line)
    except json.JSONDecodeError as error:
        cure = f"give JSON ({error.msg} at {error.colno})"
        raise BadLineError(part="the line", found=line[:80], cure=cure) from error
    except RecursionError as error:
        raise BadLineError(part="the line", found=line[:80], cure="give JSON that is nested less deep") from error
    if not isinstance(form, dict):
        raise BadLineError(part="the line", found=form, cure="give a JSON object")
    return cast("Form", form)


def write_line(form: Mapping[str, Any], out: TextIO) -> None:
    """Write one object as one line; one that holds half a character is written in escapes.

    Controls and whatever some readers take for the end of a line are escaped in any case.
    """
    line = _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(form, ensure_ascii=False))
    whole = not any("\ud800" <= character <= "\udfff" for character in line)
    out.write((line if whole else json.dumps(form)) + "\n")


def standard_lines() -> Iterator[str]:
    """The lines of standard input as UTF-8; bytes that are not are replaced, so that one bad line harms no other."""
    return decoded_lines(sys.stdin.buffer)


def decoded_lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream, as ``standard_lines``; only a line feed ends one, as JSON Lines has it."""
    for raw in stream:
        yield raw.decode("utf-8", errors="replace")


def standard_output() -> TextIO:
    """Standard output, in UTF-8 whatever the surroundings say."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout


def article_from(form: Mapping[str, Any], zones: Mapping[str, str]) -> Article:
    """The article of a line; ``zones`` gives the time zone of known outlets, UTC is taken for others.

    Raises ValueError for a missing ``id``, ``published``, ``title`` or ``text``, or a value that cannot be used.
    """
    for field in ("id", "published"):
        if not isinstance(form.get(field), str) or not form[field]:
            raise BadLineError(part=field, found=form.get(field), cure="give a text that is not empty")
    title, text = _text(form, "title"), _text(form, "text")
    outlet = str(form.get("outlet") or "")
    published_at, published_on = _moment(form["published"], zones.get(outlet, "UTC"))
    return Article(
        article_id=form["id"],
        url=str(form.get("url") or ""),
        outlet=outlet,
        lang=language_from(form, f"{title}\n{text}"),
        title=title,
        text=text,
        published_at=published_at,
        published_on=published_on,
        content_hash=stable_id("content", title, text),
    )


def zones_by_outlet(sources: Iterable[Source]) -> dict[str, str]:
    """The time zone of each outlet that the sources name."""
    return {source.outlet: source.zone for source in sources}


def claim_from(form: Mapping[str, Any], text: str) -> Claim:
    """The claim of a line, as ``monitor extract`` writes it or a person annotates it.

    ``text`` is the full text of its article, in which quote and value are looked for. An office that is not given is
    told by the words of the speaker. Raises ValueError for a missing
    part, or one that cannot be used.
    """
    for field in ("article", "topic", "frame", "place"):
        if not isinstance(form.get(field), str):
            raise BadLineError(part=field, found=form.get(field), cure="give a text")
    for field in ("force", "speaker", "office", "quote", "value_text", "rule"):
        if not isinstance(form.get(field), str | None):
            raise BadLineError(part=field, found=form[field], cure="give a text or leave it out")
    value, modality = _value(form), _modality(form)
    quote, value_text = form.get("quote") or "", form.get("value_text") or ""
    speaker = form.get("speaker")
    start = max(text.find(quote), 0)
    value_start = start + max(quote.find(value_text), 0)
    key = ClaimKey(form["topic"], form["frame"], form["place"], form.get("force"))
    return Claim(
        claim_id=stable_id("claim", form["article"], str(key), json.dumps(form["value"], sort_keys=True), modality),
        article_id=form["article"],
        key=key,
        value=value,
        quote=quote,
        start=start,
        end=start + len(quote),
        value_text=value_text,
        value_start=value_start,
        value_end=value_start + len(value_text),
        modality=modality,
        background=bool(form.get("background")),
        speaker=speaker,
        office=form.get("office") or (name_office(speaker, guess_language(speaker)) if speaker else None),
        rule=form.get("rule") or "given",
    )


def _value(form: Mapping[str, Any]) -> Value:
    found = form.get("value")
    if not isinstance(found, Mapping):
        raise BadLineError(part="value", found=found, cure="give an object with its kind")
    return value_from_form(found)


def _modality(form: Mapping[str, Any]) -> Modality:
    found = form.get("modality") or "planned"
    if found not in get_args(Modality):
        raise BadLineError(part="modality", found=found, cure=f"give one of {', '.join(get_args(Modality))}")
    return cast("Modality", found)


def language_from(form: Mapping[str, Any], text: str) -> Lang:
    """The language that a line names, or the one that its letters show. Raises BadLineError for one without a pack."""
    lang = form.get("lang") or guess_language(text)
    if lang not in languages():
        raise BadLineError(part="lang", found=lang, cure=f"give one of {', '.join(languages())}")
    return cast("Lang", lang)


def day_from(found: object) -> date:
    """The day of a line. Raises BadLineError for anything but YYYY-MM-DD, with a time behind it or not."""
    try:
        return _plausible(date.fromisoformat(str(found)[:10]))
    except ValueError as error:
        raise BadLineError(part="the day", found=found, cure=_DAY_CURE) from error


def _plausible(day: date) -> date:
    if day.year not in _YEARS:
        msg = f"the year is {day.year}"
        raise ValueError(msg)
    return day


def _text(form: Mapping[str, Any], field: str) -> str:
    found = form.get(field, "")
    if not isinstance(found, str):
        raise BadLineError(part=field, found=found, cure="give a text")
    return found


def _moment(published: str, zone: str) -> tuple[datetime, date]:
    """The moment in UTC and the day in the outlet's zone; a bare day is that day, at its midnight in UTC."""
    try:
        moment = datetime.fromisoformat(published)
        _plausible(moment.date())
    except ValueError as error:
        raise BadLineError(part="published", found=published, cure=f"{_DAY_CURE} or an ISO moment") from error
    if len(published) <= len("YYYY-MM-DD"):
        return moment.replace(tzinfo=UTC), moment.date()
    local = moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC), local.astimezone(ZoneInfo(zone)).date()
