"""Coaching: a call replayed, the call-listening form, the monthly one-to-one, the team's misconceptions, a CPD log.

call_replay         a call file and the figures given: what is wrong, which misconception fits, what to say
replay_page         the same as a page; replay_form fills the form's line of figures
listening_form      the call-listening form, its marks and its score; listening_workbook writes and reads XLSX
marked_file         how a paper or a call was marked, as an anonymous file (``benefitcalc.marked/1``)

Everything goes from bytes or data to bytes or data, and nothing touches the disk::

    replay(CallFile.from_json(data), {"award": "1045.09"}) -> Replay
    replay_html(found) -> str
    found.marked_file(expires="2027-11-30", officer="IO04").to_json() -> str
    MarkedFile.of([(scenario, marked)], on=…, expires=…, officer=…, minutes=…, seed=…).to_json() -> str
    MarkedFile.from_json(data) -> MarkedFile
    ListeningForm.example(), ListeningForm.from_toml(data) -> ListeningForm
    with_replay(HeardCall(form=form), found) -> HeardCall
    listening_workbook.to_xlsx(call) -> bytes
    listening_workbook.from_xlsx(data) -> HeardCall

What cannot be read raises ``InvalidCase`` with every problem, each with its path or its cell; what is no workbook
raises ``UnreadableTable``. The modules that write workbooks or draw load pandas or matplotlib; import them where they
are used.
"""

from benefitcalc.training.coaching.call_replay import FigureGiven, Replay, figures_known, replay
from benefitcalc.training.coaching.listening_form import HeardCall, Item, ListeningForm, Score
from benefitcalc.training.coaching.listening_form import Marked as LineMarked
from benefitcalc.training.coaching.marked_file import Activity, MarkedFile
from benefitcalc.training.coaching.replay_form import with_replay
from benefitcalc.training.coaching.replay_page import replay_html

__all__ = [
    "Activity",
    "FigureGiven",
    "HeardCall",
    "Item",
    "LineMarked",
    "ListeningForm",
    "MarkedFile",
    "Replay",
    "Score",
    "figures_known",
    "replay",
    "replay_html",
    "with_replay",
]
