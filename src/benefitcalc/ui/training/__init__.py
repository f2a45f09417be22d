"""The training app: practise with figures, questions on escalation, quizzes, papers to print, and the coach's page."""

from benefitcalc.ui.training.view import training_app

__all__ = ["training_app"]
