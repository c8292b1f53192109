"""JSON Lines in and out: articles, claims and answers, one object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, TextIO, cast
from zoneinfo import ZoneInfo

from monitor.identity import stable_id
from monitor.json_forms import Form, value_from_form
from monitor.language.pack import languages
from monitor.language.varieties import guess_language
from monitor.records import Article, Claim, ClaimKey, Lang, Modality, Source, Value

Answer = Callable[[Form], Form]


class BadLineError(ValueError):
    """A line that cannot be used: which part of it, what was found, what would help."""

    def __init__(self, *, part: str, found: object, cure: str) -> None:
        """Word the message from its three parts."""
        super().__init__(f"{part} is {found!r}; {cure}")


def answer_lines(lines: Iterable[str], answer: Answer, out: TextIO) -> int:
    """Answer each line in order; a bad one gets ``{"id", "error"}`` in its place. Gives the exit status, 0 or 1."""
    status = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        form: Form = {}
        try:
            form = read_line(line)
            reply = answer(form)
        except ValueError as error:
            reply = {"id": form.get("id", number), "error": f"line {number}: {error}"}
            status = 1
        write_line(reply, out)
    return status


def read_line(line: str) -> Form:
    """The object of one line. Raises BadLineError for anything but an object."""
    try:
        form = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLineError(
            part="the line", found=line[:80], cure=f"give JSON ({error.msg} at {error.colno})"
        ) from error
    if not isinstance(form, dict):
        raise BadLineError(part="the line", found=form, cure="give a JSON object")
    return cast("Form", form)


def write_line(form: Mapping[str, Any], out: TextIO) -> None:
    """Write one object as one line."""
    out.write(json.dumps(form, ensure_ascii=False) + "\n")


def standard_lines() -> Iterator[str]:
    """The lines of standard input as UTF-8; bytes that are not are replaced, so that one bad line harms no other."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", errors="replace")


def article_from(form: Mapping[str, Any], zones: Mapping[str, str]) -> Article:
    """The article of a line; ``zones`` gives the time zone of known outlets, UTC is taken for others.

    Raises BadLineError for a missing ``id``, ``published``, ``title`` or ``text``, or a value that cannot be used.
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

    ``text`` is the full text of its article, in which quote and value are looked for when no offsets are given. Raises
    BadLineError for a missing part.
    """
    for field in ("article", "topic", "frame", "place"):
        if not isinstance(form.get(field), str):
            raise BadLineError(part=field, found=form.get(field), cure="give a text")
    value: Value = value_from_form(form.get("value") or {})
    quote, value_text = str(form.get("quote") or ""), str(form.get("value_text") or "")
    start = max(text.find(quote), 0) if quote else 0
    value_start = start + max(quote.find(value_text), 0)
    modality = cast("Modality", form.get("modality") or "planned")
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
        speaker=form.get("speaker"),
        office=form.get("office"),
        rule=str(form.get("rule") or "given"),
    )


def language_from(form: Mapping[str, Any], text: str) -> Lang:
    """The language that a line names, or the one that its letters show. Raises BadLineError for one without a pack."""
    lang = form.get("lang") or guess_language(text)
    if lang not in languages():
        raise BadLineError(part="lang", found=lang, cure=f"give one of {', '.join(languages())}")
    return cast("Lang", lang)


def day_from(found: object) -> date:
    """The day of a line. Raises BadLineError for anything but YYYY-MM-DD, with a time behind it or not."""
    try:
        return date.fromisoformat(str(found)[:10])
    except ValueError as error:
        raise BadLineError(part="the day", found=found, cure="give YYYY-MM-DD") from error


def _text(form: Mapping[str, Any], field: str) -> str:
    found = form.get(field, "")
    if not isinstance(found, str):
        raise BadLineError(part=field, found=found, cure="give a text")
    return found


def _moment(published: str, zone: str) -> tuple[datetime, date]:
    """The moment in UTC and the day in the outlet's zone; a bare day is that day, at its midnight in UTC."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError as error:
        raise BadLineError(part="published", found=published, cure="give YYYY-MM-DD or an ISO moment") from error
    if len(published) <= len("YYYY-MM-DD"):
        return moment.replace(tzinfo=UTC), moment.date()
    local = moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC), local.astimezone(ZoneInfo(zone)).date()
