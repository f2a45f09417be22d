"""Lines that nobody should send, made from lines that are good: a seed gives the same ones again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

# As JSON: no Python object says these things.
VALUES = (
    "null", "true", "[]", "{}", '""', "0", "-1", "0.005", "1e-7", "1e999999999", "1e99999999999999999999", "-0.0",
    "NaN", "-Infinity", "9" * 30, "9" * 6000, "0." + "3" * 6000, '"\\ud800"', '"\\udfff x"', '"\\u0000"',
    '"\\u001b[31m"', '"2026-02-30"', '"9999-12-31"', '"0001-01-01"', '"£1.00"', '"1/0"', '"' + "long " * 2000 + '"',
    "[" * 60 + "]" * 60, "[" * 5000 + "]" * 5000, "[" + "1," * 3000 + "1]", '[{"age": 1}, {}]', '{"amount": "1"}',
    '{"amount": "9999999.99", "per": "week"}', '{"age": 120}', '"social_rent"', '"private_rent"', '"lcw"',
)  # fmt: skip
KEYS = ("", "name", "\ud800", "a.b[0]", "\x1b[2J", "claimants", "k" * 500, "Universal_Credit", "schema", "date")

Place = tuple[Any, Any]
"""A dictionary or list, and the key or index of one of its values."""


def places(value: Any) -> Iterator[Place]:
    """Every place in the data that holds a value."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


def _with_value(case: dict[str, Any], rng: Random) -> bytes:
    holder, key = rng.choice(list(places(case)))
    holder[key] = "@@"
    return json.dumps(case).replace('"@@"', rng.choice(VALUES)).encode()


def _without_value(case: dict[str, Any], rng: Random) -> bytes:
    holder, key = rng.choice(list(places(case)))
    del holder[key]
    return json.dumps(case).encode()


def _with_key(case: dict[str, Any], rng: Random) -> bytes:
    holder = rng.choice([case, *(holder for holder, _ in places(case) if isinstance(holder, dict))])
    holder[rng.choice(KEYS)] = rng.choice([1, "x", None, {}, [holder.get("age")]])
    return json.dumps(case).encode()


def _with_exchange(case: dict[str, Any], rng: Random) -> bytes:
    (one, here), (other, there) = rng.choices(list(places(case)), k=2)
    one[here] = json.loads(json.dumps(other[there]))
    return json.dumps(case).encode()


def _with_parts(case: dict[str, Any], other: dict[str, Any], rng: Random) -> bytes:
    """Some parts of another household: most of these fit, and are households that nobody thought of."""
    theirs: dict[Any, list[Any]] = {}
    for holder, key in places(other):
        theirs.setdefault(key, []).append(holder[key])
    for holder, key in list(places(case)):
        if key in theirs and rng.random() < 0.3:
            holder[key] = rng.choice(theirs[key])
    return json.dumps(case).encode()


def _with_repetition(case: dict[str, Any], rng: Random) -> bytes:
    key = rng.choice(list(case))
    return f"{json.dumps(case)[:-1]}, {json.dumps({key: case[key]})[1:]}".encode()


def _with_bytes(case: dict[str, Any], rng: Random) -> bytes:
    text = bytearray(json.dumps(case, ensure_ascii=False).encode())
    for _ in range(rng.randint(1, 3)):
        start = rng.randrange(len(text))
        end = start + rng.choice((0, 1, 1, 2, 40))
        text[start:end] = rng.choice((b"", rng.randbytes(1), b'"', b"}", b"9", bytes(text[:start][-30:])))
    return bytes(text)


MUTATIONS: tuple[Callable[[dict[str, Any], Random], bytes], ...] = (
    _with_value, _without_value, _with_key, _with_exchange, _with_repetition, _with_bytes,
)  # fmt: skip


def hostile_line(cases: Sequence[dict[str, Any]], rng: Random) -> bytes:
    """One line from a good case, with something done to it."""
    case, other = (json.loads(json.dumps(rng.choice(cases))) for _ in range(2))
    line = _with_parts(case, other, rng) if rng.random() < 0.3 else rng.choice(MUTATIONS)(case, rng)
    return line.replace(b"\n", b" ").replace(b"\r", b" ").strip() or b"?"
