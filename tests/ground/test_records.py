"""Records that are quick to make are otherwise what attrs makes of them."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable

import attrs
import pytest
from attrs import Factory, field, frozen
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from govbudget.records import maker, quick


@frozen(weakref_slot=False)
class Slow:
    """A record as attrs makes it."""

    line: int
    words: list[str] = Factory(list)
    page: int | None = field(default=None, eq=False, repr=False)
    _unit: str = field(default="元", kw_only=True)
    length: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.words))


@quick
@frozen(weakref_slot=False)
class Quick:
    """The same record, quick to make."""

    line: int
    words: list[str] = Factory(list)
    page: int | None = field(default=None, eq=False, repr=False)
    _unit: str = field(default="元", kw_only=True)
    length: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.words))


@given(line=st.integers(), words=st.lists(st.text()), page=st.none() | st.integers(), unit=st.text())
@pytest.mark.parametrize("make", [Quick, maker(Quick)])
def test_says_the_same(
    make: Callable[..., Quick], line: int, words: list[str], page: int | None, unit: str
) -> None:
    slow, made = Slow(line, words, page, unit=unit), make(line, words, page, unit=unit)
    assert attrs.astuple(made) == attrs.astuple(slow)
    assert repr(made) == repr(slow).replace("Slow", "Quick")
    assert type(made) is Quick
    assert made == Quick(line, words, None, unit=unit)
    assert made != Quick(line + 1, words, page, unit=unit)


def test_a_maker_gives_each_instance_its_defaults() -> None:
    make = maker(Quick)
    assert (make(1).words, make(1).page, make(1).length) == ([], None, 0)
    assert make(1).words is not make(1).words
    with pytest.raises(TypeError, match="line"):
        make()  # type: ignore[call-arg]


def test_defaults_are_of_each_instance() -> None:
    assert (Quick(1).words, Quick(1).page, Quick(1).length) == ([], None, 0)
    assert Quick(1).words is not Quick(1).words
    assert Quick(line=1, words=["a"]).length == 1


@pytest.mark.parametrize("make", [Quick, maker(Quick)])
def test_is_frozen_and_has_slots(make: Callable[..., Quick]) -> None:
    made = make(1)
    with pytest.raises(FrozenInstanceError):
        made.line = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del made.line
    with pytest.raises(FrozenInstanceError):
        made.more = 2  # type: ignore[attr-defined]
    assert not hasattr(made, "__dict__")


def test_is_copied_and_pickled() -> None:
    made = Quick(1, ["a"], 3, unit="万元")
    for other in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert attrs.astuple(other) == attrs.astuple(made)
        assert type(other) is Quick
        with pytest.raises(FrozenInstanceError):
            other.line = 2  # type: ignore[misc]
    changed = attrs.evolve(made, line=2)
    assert (changed.line, changed.page, type(changed)) == (2, 3, Quick)


def test_shows_its_signature() -> None:
    assert str(inspect.signature(Quick)) == str(inspect.signature(Slow))


def test_refuses_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="line"):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Quick(1, colour=2)  # type: ignore[call-arg]


def test_refuses_other_classes() -> None:
    class Plain:
        pass

    @attrs.define(weakref_slot=False)
    class Mutable:
        line: int

    @frozen
    class WithWeakReferences:
        line: int

    @frozen(weakref_slot=False)
    class Converting:
        line: int = field(converter=int)

    @frozen(weakref_slot=False)
    class Derived(Slow):
        pass

    for cls in (Plain, Mutable, WithWeakReferences, Converting, Derived):
        with pytest.raises(TypeError, match=f"{cls.__name__} is no frozen class"):
            quick(cls)
    for cls in (Plain, WithWeakReferences, Converting, Derived):
        with pytest.raises(TypeError, match=f"{cls.__name__} is no (frozen )?class"):
            maker(cls)


@attrs.define(kw_only=True)
class Open:
    """A record that is not frozen, with a default made from another field."""

    line: int
    cells: list[str] = field(factory=list)
    length: int = field()
    page: int | None = None

    @length.default
    def _length(self) -> int:
        return len(self.cells)


def test_a_maker_fills_records_that_are_not_frozen() -> None:
    make = maker(Open)
    made, other = make(line=1, length=2), make(line=1, length=2)
    assert (type(made), made, made.page) == (Open, Open(line=1, length=2), None)
    assert made.cells is not other.cells
    made.line = 3
    assert made.line == 3
    with pytest.raises(TypeError, match="length"):
        make(line=1)


@frozen(weakref_slot=False)
class Inheriting(Quick):
    """A class of attrs may still be derived from a quick one."""

    more: int = 0


def test_is_inherited() -> None:
    made = Inheriting(1, ["a"], more=2)
    assert (made.line, made.length, made.more, type(made)) == (1, 1, 2, Inheriting)
