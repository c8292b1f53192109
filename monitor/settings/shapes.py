"""The way from a pydantic error's location to the key that a person wrote, and to what the model says of that key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel

KeyPath = tuple[str | int, ...]
"""Keys and list positions from a document's root; positions count from 0."""

_KEY_ITSELF = "[key]"  # how pydantic marks an error in a mapping's key rather than in its value


@dataclass(frozen=True, slots=True)
class Spot:
    """A key of a document as its model sees it.

    ``siblings`` are the keys known in its table, ``tags`` the kinds that may stand there, ``holds_tables`` whether it
    is a list of tables.
    """

    path: KeyPath
    name: str
    description: str
    siblings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    holds_tables: bool = False


def trace(model: type[BaseModel], location: KeyPath) -> Spot:
    """Walk a model along an error's location, leaving out what pydantic adds to it (tags of unions, key marks)."""
    shape: object = model
    path: list[str | int] = []
    description = ""
    siblings: tuple[str, ...] = ()
    for part in location:
        members = _members(shape)
        if len(members) > 1:  # a location through a tagged union names the tag, which is no key of the document
            shape = next((member for member in members if part in _tags(member)), None)
            continue
        if part == _KEY_ITSELF:
            continue
        path.append(part)
        shape, description, siblings = _step(members[0] if members else None, part, description)
    tags = tuple(tag for member in _members(shape) for tag in _tags(member))
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    return Spot(tuple(path), name, description or "what belongs here", siblings, tags, _holds_tables(shape))


def _step(shape: object, part: str | int, description: str) -> tuple[object, str, tuple[str, ...]]:
    """The shape under one key or position, its description, and the keys beside it."""
    if _is_model(shape):
        fields = {field.alias or name: field for name, field in shape.model_fields.items()}
        field = fields.get(str(part))
        siblings = tuple(fields)
        return (field.annotation, field.description or "", siblings) if field else (None, "", siblings)
    origin, arguments = get_origin(shape), get_args(shape)
    if origin in {tuple, list}:
        return arguments[0], description, ()
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return arguments[1], description, ()
    return None, description, ()


def _members(shape: object) -> list[object]:
    """The shapes that may stand here: one, unless it is a union; ``None`` is no shape."""
    while get_origin(shape) is Annotated:
        shape = get_args(shape)[0]
    if get_origin(shape) in {Union, UnionType}:
        return [inner for member in get_args(shape) if member is not NoneType for inner in _members(member)]
    return [] if shape is None else [shape]


def _tags(shape: object) -> tuple[str, ...]:
    return get_args(shape.model_fields["kind"].annotation) if _is_model(shape) and "kind" in shape.model_fields else ()


def _holds_tables(shape: object) -> bool:
    members = _members(shape)
    inner = get_args(members[0])[:1] if len(members) == 1 and get_origin(members[0]) in {tuple, list} else ()
    return any(_is_model(member) for item in inner for member in _members(item))


def _is_model(shape: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(shape, type) and issubclass(shape, BaseModel)
