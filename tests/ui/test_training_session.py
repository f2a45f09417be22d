"""The training app without a browser: what a learner and a coach do, and what comes of it."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.figures import figures_of
from benefitcalc.explain.data import amount_text
from benefitcalc.training import Exercise, curated, exercise, scenario_of
from benefitcalc.training.coaching import MarkedFile
from benefitcalc.ui.design.blocks import Block, Button, Dialogue, Form, Message, More, Step, Table, Verdicts, as_json
from benefitcalc.ui.design.files import File, Refused
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.training.practice import asked_as
from benefitcalc.ui.training.session import Session

CAPPED = "cap_four_children"


@pytest.fixture
def session() -> Session:
    return Session()


def step(session: Session, name: str) -> Step:
    return next(one for one in session.steps() if one.id == name)


def of_kind(where: Iterable[Block], kind: type[Any]) -> list[Any]:
    found: list[Any] = []
    for block in where:
        found += [block] if isinstance(block, kind) else []
        found += of_kind(block.blocks, kind) if isinstance(block, More) else []
    return found


def typed(of: Exercise) -> dict[str, str]:
    """The key as a learner types it."""
    advice = {f"advise-{code}": "yes" for code in of.scenario.advise}
    return {one.name: amount_text(one.answer, one.unit).partition(" ")[0] for one in of.steps} | advice


def begin(session: Session, code: str = CAPPED, **values: str) -> Exercise:
    session.act("do-practice", {})
    session.act("practice-curated", {"curated": code, **values})
    return exercise(scenario_of(code))


def verdicts(session: Session, name: str = "practice-marks") -> list[Any]:
    [block] = of_kind(step(session, name).blocks, Verdicts)
    return list(block.verdicts)


def answered(answer: Answer | Download) -> Answer:
    assert isinstance(answer, Answer)
    return answer


def downloaded(answer: Answer | Download) -> Download:
    assert isinstance(answer, Download)
    return answer


# --- A learner --------------------------------------------------------------------------------------------------------


def test_nothing_stands_on_the_page_before_somebody_chooses(session: Session) -> None:
    assert [one.id for one in session.steps()] == ["start"]
    assert [one.id for one in of_kind(step(session, "start").blocks, Button)][:1] == ["do-practice"]


def test_right_answers_have_all_marks(session: Session) -> None:
    of = begin(session)
    assert answered(session.act("practice-mark", typed(of))).spoken == f"{of.out_of} of {of.out_of} marks."
    assert {one.kind for one in verdicts(session)} == {"right"}


def test_every_curated_case_can_be_begun_and_answered(session: Session) -> None:
    for one in curated():
        of = begin(session, one.code)
        assert as_json(session.steps())
        assert answered(session.act("practice-mark", typed(of))).spoken == f"{of.out_of} of {of.out_of} marks."


def test_the_dialogue_says_that_it_is_invented_and_the_key_waits_for_the_answers(session: Session) -> None:
    begin(session)
    [dialogue] = of_kind(step(session, "practice-call").blocks, Dialogue)
    assert "Invented" in dialogue.note
    assert [one.id for one in session.steps()][-1] == "practice-figures"
    assert "The key" not in json.dumps(as_json(session.steps()))


def test_an_error_is_marked_once_and_what_follows_from_it_is_right(session: Session) -> None:
    of = begin(session)
    rent = of.step("eligible_rent").answer
    wrong = typed(of) | {"eligible_rent": "507.60", "housing_costs_element": "507.60"}
    session.act("practice-mark", wrong)
    by_label = {one.question: one for one in verdicts(session)}
    first = by_label[of.step("eligible_rent").label]
    assert (first.kind, first.answer) == ("wrong", "£507.60")
    assert amount_text(rent, of.step("eligible_rent").unit) in " ".join(first.why)
    assert "four weeks" in " ".join(first.why)
    assert by_label[of.step("housing_costs_element").label].kind == "half"


def test_the_key_and_the_feedback_show_the_sum(session: Session) -> None:
    """Four children, the eldest born before 6 April 2017: 351.88 and three times 303.94 in 2026-27."""
    of = begin(session)
    session.act("practice-mark", typed(of) | {"child_element": ""})
    sum_ = "£351.88 + 3 × £303.94 = £1,263.70"
    [key] = [one for one in of_kind(step(session, "practice-marks").blocks, Table) if one.caption == "The key"]
    row = next(row for row in key.rows if row[0] == of.step("child_element").label)
    assert dict(zip(key.headers, row, strict=True))["Sum"] == sum_
    [missing] = [one for one in verdicts(session) if one.kind == "wrong"]
    assert (missing.verdict, missing.answer) == ("Not answered.", "")
    assert missing.why[0].startswith(f"It is £1,263.70. The sum: {sum_}.")


def test_the_form_says_how_many_to_tick_and_that_ticks_have_no_marks(session: Session) -> None:
    for one in curated():
        of = begin(session, one.code)
        [form] = of_kind(step(session, "practice-figures").blocks, Form)
        assert f"Tick {len(one.advise)} (not counted in the marks)" in form.hint
        answers = {name: text for name, text in typed(of).items() if not name.startswith("advise-")}
        assert answered(session.act("practice-mark", answers)).spoken == f"{of.out_of} of {of.out_of} marks."


def test_what_is_no_figure_is_told_beside_its_field_and_nothing_is_lost(session: Session) -> None:
    of = begin(session)
    values = typed(of) | {"eligible_rent": "about 500", "bedrooms_needed": "three"}
    assert answered(session.act("practice-mark", values)).go == "practice-figures"
    figures = step(session, "practice-figures")
    [message] = of_kind(figures.blocks, Message)
    assert {name for name, _ in message.links} == {"eligible_rent", "bedrooms_needed"}
    [form] = of_kind(figures.blocks, Form)
    assert {one.id: one.value for one in form.fields} | values == {one.id: one.value for one in form.fields}
    assert "practice-marks" not in [one.id for one in session.steps()]


def test_wrong_advice_and_advice_left_out_are_told_apart(session: Session) -> None:
    of = begin(session)
    values = {name: text for name, text in typed(of).items() if not name.startswith("advise-")}
    session.act("practice-mark", values | {f"advise-{of.scenario.distractors[0]}": "yes"})
    told = {one.verdict for one in verdicts(session) if one.kind == "wrong"}
    assert told == {"You left out:", "Not right here."}


def test_households_of_a_seed_follow_one_another(session: Session) -> None:
    session.act("do-practice", {})
    first = answered(session.act("practice-begin", {"practice-number": "2", "practice-seed": "7"}))
    assert first.spoken.startswith("Household 1 of 2")
    session.act("practice-mark", {})
    assert answered(session.act("practice-next", {})).spoken.startswith("Household 2 of 2")
    session.act("practice-mark", {})
    assert "practice-next" not in [one.id for one in of_kind(step(session, "practice-marks").blocks, Button)]
    with pytest.raises(Refused):
        session.act("practice-next", {})


@pytest.mark.parametrize(
    ("field", "value"), [("number", "0"), ("number", "many"), ("seed", "-1"), ("topic", "x"), ("difficulty", "9")]
)
def test_what_cannot_be_practised_is_told(session: Session, field: str, value: str) -> None:
    session.act("do-practice", {})
    values = {"practice-number": "2", "practice-seed": "7", f"practice-{field}": value}
    answer = answered(session.act("practice-begin", values))
    assert answer.go == "practice"
    [message, *_] = of_kind(step(session, "practice").blocks, Message)
    assert [name for name, _ in message.links] == [f"practice-{field}"]


def test_the_file_of_marks_has_no_figure_and_no_name(session: Session) -> None:
    of = begin(session)
    session.act("practice-mark", typed(of) | {"award": "100"})
    saved = downloaded(session.act("practice-save", {"officer": "IO04"}))
    file = MarkedFile.from_json(saved.content)
    assert (file.officer, file.marks, file.out_of) == ("IO04", of.out_of - of.step("award").marks, of.out_of)
    assert file.expires == file.date + dt.timedelta(days=365)
    assert b"100" not in saved.content


def test_a_name_is_no_code(session: Session) -> None:
    of = begin(session)
    session.act("practice-mark", typed(of))
    assert answered(session.act("practice-save", {"officer": "Jane Smith"})).go == "practice-marks"
    [form] = of_kind(step(session, "practice-marks").blocks, Form)
    assert form.fields[0].error


# --- Escalation -------------------------------------------------------------------------------------------------------


def test_each_escalation_question_has_one_right_answer_with_its_reason(session: Session) -> None:
    session.act("do-escalation", {})
    right = 0
    for place in range(10):
        [form] = of_kind(step(session, "escalation-question").blocks, Form)
        assert len(form.fields[0].options) >= 3
        spoken = answered(session.act("escalation-answer", {"choice": "1"})).spoken
        right += spoken == "Right."
        marked = verdicts(session, "escalation-marked")
        assert sum(one.verdict.startswith("Right.") for one in marked) == 1
        assert all(one.why for one in marked)
        assert step(session, "escalation-marked").title.startswith(f"Question {place + 1}")
    file = MarkedFile.from_json(downloaded(session.act("escalation-save", {})).content)
    assert (file.marks, file.out_of) == (right, 10)


@pytest.mark.parametrize("choice", ["", "9", "-1", "²"])
def test_no_choice_is_asked_for_again(session: Session, choice: str) -> None:
    session.act("do-escalation", {})
    assert answered(session.act("escalation-answer", {"choice": choice})).spoken == "Choose an answer."
    [form] = of_kind(step(session, "escalation-question").blocks, Form)
    assert form.fields[0].error


# --- April, and papers ------------------------------------------------------------------------------------------------


def test_a_quiz_on_april_is_the_same_from_the_same_seed(session: Session) -> None:
    session.act("do-april", {})
    session.act("april-begin", {"april": "2026", "april-seed": "1"})
    first = as_json([step(session, "quiz-question")])
    session.act("quiz-answer", {"choice": "0"})
    assert verdicts(session, "quiz-marked")
    session.act("april-begin", {"april": "2026", "april-seed": "1"})
    assert as_json([step(session, "quiz-question")]) == first


def test_a_whole_quiz_is_saved_with_the_rates_that_were_asked(session: Session) -> None:
    session.act("do-april", {})
    session.act("april-begin", {"april": "2026", "april-seed": "1"})
    while [one.id for one in session.steps()][-1] == "quiz-question":
        session.act("quiz-answer", {"choice": "0"})
    file = MarkedFile.from_json(downloaded(session.act("quiz-save", {})).content)
    assert (file.activity, file.seed, file.topics) == ("quiz", 1, ("rates",))


@pytest.mark.parametrize("seed", ["x", "-1", "²", "9" * 30])
def test_a_seed_that_is_none_is_told(session: Session, seed: str) -> None:
    session.act("do-april", {})
    assert answered(session.act("april-begin", {"april": "2026", "april-seed": seed})).go == "april"
    [form] = of_kind(step(session, "april").blocks, Form)
    assert seed in form.fields[1].error


def test_papers_are_the_same_bytes_from_the_same_seed(session: Session) -> None:
    session.act("do-papers", {})
    values = {"papers-number": "2", "papers-seed": "7", "papers-topic": "under_occupation"}
    once, again = (downloaded(session.act("papers-make", values)) for _ in range(2))
    assert (once.name, once.content) == (again.name, again.content)
    assert b"seed 7" in once.content
    for action in ("papers-escalation", "papers-week"):
        assert downloaded(session.act(action, {})).content.startswith(b"<!doctype html>")
    assert answered(session.act("papers-make", values | {"papers-number": "0"})).go == "papers"


# --- A coach ----------------------------------------------------------------------------------------------------------


def call_file() -> bytes:
    today = dt.datetime.now(tz=dt.UTC).date()
    return (
        CallFile.of(figures_of(assess(scenario_of(CAPPED).case)), expires=today + dt.timedelta(days=30))
        .to_json()
        .encode()
    )


def test_a_call_is_replayed_with_what_the_officer_said(session: Session) -> None:
    session.act("do-coach", {})
    assert session.received(File("call", "call.json", call_file())).go == "coach-given"
    answer = answered(session.act("coach-replay", {"universal_credit": "2480.57"}))
    assert answer.go == "coach-replay"
    assert "From where it begins" in {table.caption for table in of_kind(step(session, "coach-replay").blocks, Table)}
    [wrong] = verdicts(session, "coach-replay")
    assert (wrong.kind, wrong.answer) == ("wrong", "£2,480.57 a month")
    page = downloaded(session.act("coach-save-replay", {}))
    assert b"2,480.57" in page.content
    assert downloaded(session.act("coach-save-form", {})).content.startswith(b"PK")


def test_the_form_comes_back_with_its_score(session: Session) -> None:
    session.act("do-coach", {})
    empty = downloaded(session.act("coach-save-form", {}))
    assert session.received(File("heard", "form.xlsx", empty.content)).go == "coach-form"
    [table] = of_kind(step(session, "coach-form").blocks, Table)
    assert {row[1] for row in table.rows} == {"not marked"}


@pytest.mark.parametrize("kind", ["call", "own_form", "heard"])
def test_a_wrong_file_is_told_and_breaks_nothing(session: Session, kind: str) -> None:
    session.act("do-coach", {})
    answer = session.received(File(kind, "wrong.bin", b"\x00nonsense"))
    assert "could not be read" in answer.spoken
    [message] = of_kind(step(session, answer.go).blocks, Message)
    assert message.lines


# --- A manager --------------------------------------------------------------------------------------------------------


def marked_files(session: Session) -> list[File]:
    """Two officers' marks of one household, of which one is wrong."""
    found = []
    for officer, award in (("IO04", "100"), ("IO05", "1485.08")):
        of = begin(session)
        session.act("practice-mark", typed(of) | {"eligible_rent": "507.60", "award": award})
        saved = downloaded(session.act("practice-save", {"officer": officer}))
        found.append(File("marked", f"{officer}.json", saved.content))
    return found


def test_a_manager_sees_what_a_team_gets_wrong(session: Session) -> None:
    files = marked_files(session)
    session.act("do-team", {})
    for file in files:
        session.received(file)
    shown = step(session, "team-view")
    [by_officer] = [one for one in of_kind(shown.blocks, Table) if one.caption == "By officer"]
    assert [row[0] for row in by_officer.rows] == ["IO04", "IO05"]
    assert "four weeks" in json.dumps(as_json([shown]))
    assert downloaded(session.act("team-save", {})).content.startswith(b"PK")
    session.act("team-forget", {})
    assert "team-view" not in [one.id for one in session.steps()]


def test_a_one_to_one_and_a_log_of_training_are_made_from_the_files(session: Session) -> None:
    files = marked_files(session)
    session.act("do-team", {})
    for file in files:
        session.received(file)
    today = dt.datetime.now(tz=dt.UTC).date()
    values = {"team-officer": "IO04", "team-month": f"{today:%-m %Y}", "team-manager": "M1"}
    form = downloaded(session.act("team-talk", values))
    assert form.name == f"one-to-one-IO04-{today:%Y-%m}.xlsx"
    assert session.received(File("last", "last.xlsx", form.content)).spoken == "The last one-to-one is read."
    assert downloaded(session.act("team-log", {"log-officer": "IO04"})).content.startswith(b"PK")


@pytest.mark.parametrize(
    "wrong", [{"team-officer": "Jane Smith"}, {"team-officer": ""}, {"team-month": "13 2026"}, {"team-month": "soon"}]
)
def test_what_is_wrong_with_a_one_to_one_is_told(session: Session, wrong: dict[str, str]) -> None:
    session.act("do-team", {})
    values = {"team-officer": "IO04", "team-month": "11 2026", "team-manager": ""}
    assert answered(session.act("team-talk", values | wrong)).go == "team-talk"
    assert of_kind(step(session, "team-talk").blocks, Message)


@pytest.mark.parametrize("kind", ["marked", "heard", "last", "own_form"])
def test_a_wrong_file_of_a_manager_is_told(session: Session, kind: str) -> None:
    session.act("do-team", {})
    answer = session.received(File(kind, "wrong.bin", b"\x00nonsense"))
    assert "could not be read" in answer.spoken
    assert of_kind(step(session, answer.go).blocks, Message)


def test_every_step_has_a_label_with_its_unit() -> None:
    for one in curated():
        labels = [asked_as(asked) for asked in exercise(one).steps]
        assert len(labels) == len(set(labels))
