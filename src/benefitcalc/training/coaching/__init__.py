"""Coaching: a call replayed, the call-listening form, the monthly one-to-one, the team's misconceptions, a CPD log.

call_replay         a call file and the figures given: what is wrong, which misconception fits, what to say
plan_check          the plan for arrears of the call beside its budget
replay_page         the same as a page; replay_form fills the form's line of figures
listening_form      the call-listening form, its marks and its score; listening_workbook writes and reads XLSX
one_to_one          the monthly one-to-one, filled in; its form in one_to_one_form; one_to_one_workbook writes and reads
kpi_rows            key figures for it, from the month's report
team, team_chart    what a team gets wrong, as tables, XLSX and a picture
cpd                 a log of an officer's training, as supporting evidence
marked_file         how a paper or a call was marked, as an anonymous file (``benefitcalc.marked/1``)
privacy             what is a code, what is questioned, and comments that tell too much

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
    OneToOneForm.example(), OneToOneForm.from_toml(data), one_to_one_workbook.form_from_xlsx(data) -> OneToOneForm
    one_to_one.one_to_one(form, officer=…, month=…, calls=…, marked=…, kpis=kpi_rows(data, code), last=…) -> OneToOne
    one_to_one_workbook.to_xlsx(talk) -> bytes, one_to_one_workbook.from_xlsx(data) -> OneToOne
    team.team_view(files) -> TeamView; TeamView.to_xlsx() -> bytes; team_chart.team_chart(view).png() -> bytes
    cpd.cpd_log(files, code) -> CpdLog; CpdLog.to_xlsx() -> bytes
    privacy.refused(code), privacy.questioned(code) -> a sentence or None

What cannot be read raises ``InvalidCase`` with every problem, each with its path or its cell; what is no workbook
raises ``UnreadableTable``. The modules that write workbooks or draw load pandas or matplotlib; import them where they
are used.
"""

from benefitcalc.training.coaching.call_replay import Replay, figures_known, replay
from benefitcalc.training.coaching.figures_given import FigureGiven
from benefitcalc.training.coaching.listening_form import HeardCall, Item, LineMarked, ListeningForm, Score
from benefitcalc.training.coaching.marked_file import Activity, MarkedFile
from benefitcalc.training.coaching.one_to_one_form import OneToOneForm
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
    "OneToOneForm",
    "Replay",
    "Score",
    "figures_known",
    "replay",
    "replay_html",
    "with_replay",
]
