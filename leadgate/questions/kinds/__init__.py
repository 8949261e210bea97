"""The kinds of questions. A new kind is a file beside this one, a template, and a place in `AnyItem`."""

from leadgate.questions.kinds.best_worst import BestWorst
from leadgate.questions.kinds.choice import Choice, LinkValue, OneChoice, SeveralChoices
from leadgate.questions.kinds.constant_sum import ConstantSum
from leadgate.questions.kinds.item import Item, Value, Words, said
from leadgate.questions.kinds.kano import Kano
from leadgate.questions.kinds.matrix import Matrix
from leadgate.questions.kinds.quantity import Day, Number
from leadgate.questions.kinds.ranking import Ranking
from leadgate.questions.kinds.scale import Effort, Recommending, Satisfaction, Slider
from leadgate.questions.kinds.text import LongText, ShortText

AnyItem = (
    ShortText
    | LongText
    | Number
    | Day
    | OneChoice
    | SeveralChoices
    | Ranking
    | Matrix
    | Recommending
    | Satisfaction
    | Effort
    | Slider
    | BestWorst
    | ConstantSum
    | Kano
    | LinkValue
)

__all__ = [
    "AnyItem",
    "BestWorst",
    "Choice",
    "ConstantSum",
    "Day",
    "Effort",
    "Item",
    "Kano",
    "LinkValue",
    "LongText",
    "Matrix",
    "Number",
    "OneChoice",
    "Ranking",
    "Recommending",
    "Satisfaction",
    "SeveralChoices",
    "ShortText",
    "Slider",
    "Value",
    "Words",
    "said",
]
