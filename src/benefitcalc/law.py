"""A citation: an instrument and a provision, as text and as an address on legislation.gov.uk.

Citations are written in the code as an adviser would write them, several separated by ``;``::

    UC Regs 2013 reg 22(1)(b)     WRA 2012 s 96      SI 2013/376 Sch 4 para 36(1)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

INSTRUMENTS = {
    "UC Regs 2013": "uksi/2013/376",
    "UC (TP) Regs 2014": "uksi/2014/1230",
    "UC Act 2025": "ukpga/2025/22",
    "UC Act 2026": "ukpga/2026/13",
    "UC (C&P) Regs 2013": "uksi/2013/380",
    "UC (D&A) Regs 2013": "uksi/2013/381",
    "WRA 2012": "ukpga/2012/5",
    "WRWA 2016": "ukpga/2016/7",
    "HB Regs 2006": "uksi/2006/213",
    "HB (SPC) Regs 2006": "uksi/2006/214",
    "HB (CP) Regs 2006": "uksi/2006/217",
    "SSCBA 1992": "ukpga/1992/4",
    "SPC Act 2002": "ukpga/2002/16",
    "SPC Regs 2002": "uksi/2002/1792",
    "CTR (PR) Regs 2012": "uksi/2012/2885",
    "CTR (DS) Regs 2012": "uksi/2012/2886",
    "CB Rates Regs 2006": "uksi/2006/965",
    "CB Regs 2006": "uksi/2006/223",
    "NMW Regs 2015": "uksi/2015/621",
    "Pensions Act 2014": "ukpga/2014/19",
    "Pensions Act 1995": "ukpga/1995/26",
    "ITA 2007": "ukpga/2007/3",
    "ITEPA 2003": "ukpga/2003/1",
    "Scotland Act 1998": "ukpga/1998/46",
    "SS (Conts) Regs 2001": "uksi/2001/1004",
    "RO (UC) Order 2013": "uksi/2013/382",
    "LGFA 1992": "ukpga/1992/14",
    "SS (Scotland) Act 2018": "asp/2018/9",
    "Localism Act 2011": "ukpga/2011/20",
    "RR Regs (NI) 2017": "nisr/2017/184",
}
_STATUTORY_INSTRUMENT = re.compile(r"SI (\d{4})/(\d+)")
_PART = re.compile(r"^(reg|s|art|Sch|para|Pt)s? ?([A-Z]*[0-9]+[A-Z]*)")
_SEGMENTS = {
    "reg": "regulation",
    "s": "section",
    "art": "article",
    "Sch": "schedule",
    "para": "paragraph",
    "Pt": "part",
}
_SITE = "https://www.legislation.gov.uk"


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision: the words to show, and the address where to read it."""

    text: str
    url: str


def _parse_one(text: str) -> Citation:
    name = next((known for known in INSTRUMENTS if text.startswith(known)), None)
    number = _STATUTORY_INSTRUMENT.match(text)
    if name is not None:
        path, rest = INSTRUMENTS[name], text[len(name) :]
    elif number is not None:
        path, rest = f"uksi/{number[1]}/{number[2]}", text[number.end() :]
    else:
        raise ValueError(f"no instrument is known by the name that begins {text!r}")
    rest = rest.strip(" ,")
    while part := _PART.match(rest):
        path += f"/{_SEGMENTS[part[1]]}/{part[2]}"
        rest = re.sub(r"^(\([0-9A-Za-z]+\))*[ ,]*", "", rest[part.end() :])
    return Citation(text, f"{_SITE}/{path}")


@cache
def citations(text: str) -> tuple[Citation, ...]:
    """The provisions that ``text`` names, separated by ``;``.

    Raises ``ValueError`` for an instrument that this module does not know, so that a test finds a citation that leads
    nowhere.
    """
    return tuple(_parse_one(part.strip()) for part in text.split(";"))
