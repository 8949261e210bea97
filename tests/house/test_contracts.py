"""The check of docstrings finds what is not said, and takes for said what is."""

import ast

import pytest

from tests.house.contracts import Contract, functions, inherited_by, missing, parameters, read, unsaid

GOOD = '''
def lend(book_id: UUID, days: int, *more: str) -> Loan:
    """Lend a book.

    Args:
        book_id: which; a book
            that is out is refused.
        days, more: until it is due, counted from now, and what else goes along.

    Returns:
        The loan, with its end in UTC.

    Raises:
        BookOut: somebody has it: the reader is told until when.
    """
    if days < 0:
        raise BookOut(days)
'''


def lacks(source: str, inherited: Contract | None = None) -> list[str]:
    [function] = ast.parse(source).body
    return list(missing(function, inherited or Contract()))


def test_a_whole_contract_lacks_nothing():
    assert lacks(GOOD) == []


@pytest.mark.parametrize(
    ("said", "instead", "lack"),
    [
        ("days, more:", "more:", ["Args: days"]),
        ("days, more:", "day, more:", ["Args: days", "Args: there is no day"]),
        ("which; a book\n            that is out is refused.", "", ["Args: book_id"]),
        ("    Returns:\n        The loan, with its end in UTC.\n", "", ["Returns:"]),
        ("        BookOut: somebody has it: the reader is told until when.\n", "", ["Raises: BookOut"]),
        ("BookOut: somebody has it: the reader is told until when.", "BookOut", ["Raises: BookOut, when"]),
        ("BookOut: somebody has it: the reader is told until when.", "BookOut, Late",
         ["Raises: BookOut, when", "Raises: Late, when"]),
    ],
)  # fmt: skip
def test_what_is_left_out_is_named(said, instead, lack):
    assert said in GOOD
    assert lacks(GOOD.replace(said, instead)) == lack


@pytest.mark.parametrize("first", ["The loans of a reader.", "Whether a book is out.", "24 bytes that say nothing."])
def test_a_first_line_that_names_what_comes_back_is_enough(first):
    assert (
        lacks(f'def of(reader: Reader) -> object:\n    """{first}\n\n    Args:\n        reader: signed in.\n    """')
        == []
    )


LEND = '"""Lend a book.\n\n    Args:\n        book, reader: the two.\n    """'


def test_a_first_line_that_says_what_is_done_is_not():
    assert lacks(f"def lend(book: Book, reader: Reader) -> Loan:\n    {LEND}") == ["Returns:"]


def test_what_comes_back_as_nothing_needs_no_words():
    assert lacks(f"def lend(book: Book, reader: Reader) -> None:\n    {LEND}") == []


def test_what_is_raised_again_or_was_given_or_is_raised_by_something_inside_is_another_s_to_say():
    body = "    def inner(): raise Late\n    raise\n    raise refusal\n    raise self.over from Late"
    assert lacks(f"def lend(book: Book, reader: Reader) -> None:\n    {LEND}\n{body}") == []


def test_a_class_and_a_module_may_be_named_before_an_error():
    body = "    raise errors.Late() from trouble"
    assert lacks(f"def lend(book: Book, reader: Reader) -> None:\n    {LEND}\n{body}") == ["Raises: Late"]


def test_either_of_two_that_can_be_raised_is_asked_for():
    body = "    raise Late(book.due) if book else Gone"
    assert lacks(f"def lend(book: Book, reader: Reader) -> None:\n    {LEND}\n{body}") == [
        *("Raises: Gone", "Raises: Late"),
    ]


def test_what_has_one_parameter_has_only_to_say_when_it_raises_what_it_names():
    one = (
        'def lend(book: Book) -> Loan:\n    """Lend a book.\n\n    Raises:\n        Late{when}\n    """\n    raise Gone'
    )
    assert lacks(one.format(when="")) == ["Raises: Late, when"]
    assert lacks(one.format(when=": it is dark.")) == []


def test_self_and_cls_are_no_parameters():
    [function] = ast.parse("def lend(self, book, /, *, days, **more): ...").body
    assert parameters(function) == ["book", "days", "more"]


def test_a_section_ends_where_text_begins():
    said = read("First.\n\nArgs:\n    one: said.\n\nAnd more\n    two: not.")
    assert said.arguments == {"one": "said."}


def test_a_contract_that_stands_elsewhere_is_taken_from_there(tmp_path):
    path = tmp_path / "room.py"
    path.write_text(
        'class Shelf:\n    def put(self, book: Book, at: int) -> None:\n        """Put.\n\n        Args:\n'
        '            book: any.\n            at: in cm.\n        """\n\n'
        '    def push(self, book: Book, at: int) -> None:\n        """As `put`, with force."""\n\n'
        '    def pull(self, book: Book, at: int) -> None:\n        """Pull, unlike `put`."""\n\n'
        'class Cellar(Shelf):\n    def put(self, book: Book, at: int) -> None:\n        """Put, in the dark."""\n'
    )
    every = list(functions(path))
    lacking = [(each.name, list(missing(each, inherited_by(each, scope, every)))) for scope, each in every]
    assert lacking == [("put", []), ("push", []), ("pull", ["Args: book", "Args: at"]), ("put", [])]


def test_every_bound_function_says_what_it_promises():
    assert unsaid() == []
