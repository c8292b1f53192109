"""The documented limits of Slack's messages, as the stand-in keeps them.

Limits from docs.slack.dev/reference/block-kit and its methods: blocks 50, header 150, section text 3,000, fields 10 of
2,000, context elements 10, block_id 255, link address 3,000; message text 40,000. No text may be empty. Lengths in
UTF-16 code units. All blocks together: 13,200, which people measured (github.com/slackapi/bolt-js, issue 2509).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

MAX_BLOCKS_UNITS = 13_200

_TEXT_KINDS = {"plain_text", "mrkdwn"}
_STYLES = {"bold", "italic", "strike", "code"}
_RICH_CONTAINERS = {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}
_MESSAGE_KEYS = {"text", "blocks", "mrkdwn", "unfurl_links", "unfurl_media"}
_METHOD_KEYS = _MESSAGE_KEYS | {"channel", "thread_ts", "reply_broadcast", "parse"}
_LIVE = re.compile("[<>]|&(?!amp;|lt;|gt;)")


def find_faults(payload: Mapping[str, Any]) -> list[str]:
    """Every limit that the payload breaks; empty for one that Slack takes."""
    return [*find_key_faults(payload, _MESSAGE_KEYS), *find_text_faults(payload), *find_block_faults(payload)]


def find_method_faults(payload: Mapping[str, Any]) -> list[str]:
    """Every limit that a call of chat.postMessage breaks."""
    faults = [*find_key_faults(payload, _METHOD_KEYS), *find_text_faults(payload), *find_block_faults(payload)]
    if "reply_broadcast" in payload and "thread_ts" not in payload:
        faults.append("reply_broadcast without a thread")
    return faults


def find_key_faults(payload: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    """Keys that Slack does not know."""
    yield from (f"unknown key {name}" for name in payload if name not in known)


def find_text_faults(payload: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the text for notifications."""
    yield from _text_faults("text", payload.get("text"), 40_000)


def find_block_faults(payload: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the blocks, each and together."""
    blocks = payload.get("blocks", [])
    if len(blocks) > 50:
        yield f"{len(blocks)} blocks, at most 50"
    size = sum(map(_units, _strings(blocks)))
    if size > MAX_BLOCKS_UNITS:
        yield f"all blocks {size} characters, at most {MAX_BLOCKS_UNITS}"
    names = [block["block_id"] for block in blocks if "block_id" in block]
    if len(names) > len(set(names)):
        yield "two blocks of one block_id"
    for number, block in enumerate(blocks):
        where = f"blocks[{number}]"
        if _units(block.get("block_id", "")) > 255:
            yield f"{where}: block_id too long"
        yield from _block_faults(where, block)


def find_live(payload: Mapping[str, Any]) -> list[str]:
    """What Slack would read as markup, a mention or a link of its own making; empty where all text is inert."""
    alive = [f"text: {found[0]}" for found in _LIVE.finditer(payload.get("text", ""))]
    alive += [name for name in ("mrkdwn", "unfurl_links", "unfurl_media") if payload.get(name) is not False]
    objects = list(_objects(payload.get("blocks", [])))
    alive += [f"{one['type']}" for one in objects if one["type"] in {"mrkdwn", "user", "channel", "broadcast", "emoji"}]
    return alive + ["emoji" for one in objects if one["type"] == "plain_text" and one.get("emoji") is not False]


def visible_text(payload: Mapping[str, Any]) -> str:
    """Everything that a reader of the blocks sees, in order."""
    return "".join(_texts(payload["blocks"]))


def links_of(payload: Mapping[str, Any]) -> list[str]:
    """The addresses of all links in the blocks, in order."""
    return [one["url"] for one in _objects(payload["blocks"]) if one["type"] == "link"]


def _objects(node: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, list):
        for one in node:
            yield from _objects(one)
    elif isinstance(node, Mapping):
        if "type" in node:
            yield node
        for one in node.values():
            yield from _objects(one)


def _strings(node: object) -> Iterator[str]:
    for one in _objects(node):
        yield from (value for name, value in one.items() if name in {"text", "url"} and isinstance(value, str))


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _texts(one)
    elif isinstance(node, Mapping):
        text = node.get("text")
        if isinstance(text, str):
            yield text
        for key in ("text", "fields", "elements"):
            yield from _texts(node.get(key) if not isinstance(node.get(key), str) else None)


def _block_faults(where: str, block: Mapping[str, Any]) -> Iterator[str]:
    match block.get("type"):
        case "header":
            yield from _object_faults(where, block.get("text"), 150, {"plain_text"})
        case "section":
            fields = block.get("fields", [])
            if "text" in block or not fields:
                yield from _object_faults(where, block.get("text"), 3_000, _TEXT_KINDS)
            if len(fields) > 10:
                yield f"{where}: {len(fields)} fields, at most 10"
            for one in fields:
                yield from _object_faults(f"{where}.fields", one, 2_000, _TEXT_KINDS)
        case "context":
            elements = block.get("elements", [])
            if not 1 <= len(elements) <= 10:
                yield f"{where}: {len(elements)} elements, from 1 to 10"
            for one in elements:
                yield from _object_faults(f"{where}.elements", one, 3_000, _TEXT_KINDS)
        case "rich_text":
            yield from _rich_faults(where, block.get("elements", []))
        case other:
            yield f"{where}: unsupported type {other}"


def _rich_faults(where: str, containers: list[Mapping[str, Any]]) -> Iterator[str]:
    if not containers:
        yield f"{where}: no elements"
    for container in containers:
        if container.get("type") not in _RICH_CONTAINERS:
            yield f"{where}: unsupported type {container.get('type')}"
        for one in container.get("elements", []):
            yield from _leaf_faults(where, one)


def _leaf_faults(where: str, leaf: Mapping[str, Any]) -> Iterator[str]:
    style = leaf.get("style", {})
    if not set(style) <= _STYLES or not all(value is True for value in style.values()):
        yield f"{where}: bad style {style}"
    match leaf.get("type"):
        case "text":
            yield from _text_faults(where, leaf.get("text"), 3_000)
        case "link":
            url = leaf.get("url", "")
            if not url.startswith(("http://", "https://")) or _units(url) > 3_000:
                yield f"{where}: bad url"
            if "text" in leaf:
                yield from _text_faults(where, leaf["text"], 3_000)
        case other:
            yield f"{where}: unsupported element {other}"


def _object_faults(where: str, text: object, limit: int, kinds: set[str]) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in kinds:
        yield f"{where}: needs a text object of {sorted(kinds)}"
    else:
        yield from _text_faults(where, text.get("text"), limit)


def _text_faults(where: str, text: object, limit: int) -> Iterator[str]:
    if not isinstance(text, str) or not text:
        yield f"{where}: needs a text that is not empty"
    elif any("\ud800" <= character <= "\udfff" for character in text):
        yield f"{where}: half a character"
    elif _units(text) > limit:
        yield f"{where}: {_units(text)} characters, at most {limit}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
