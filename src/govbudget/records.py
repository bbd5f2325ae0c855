"""Frozen records that are cheap to make (不可变记录的快速构造).

A frozen class of attrs stores each of its fields through `object.__setattr__`, which costs ten times as much as
`self.name = value`, and a document is some thousands of records.  `quick` gives such a class another
`__init__`: while it runs the instance is of a *twin*, a subclass that is not frozen; when it returns the instance is
of its own class, and as frozen as before.  Nothing else of the class changes: signature, defaults, equality, hash
and `repr` are those that attrs made.  An instance changes quickly between the two if the subclass adds no slot, so
such a class is made with `weakref_slot=False`.

`maker` gives a function that does the same without calling the class, for the records made by the thousand; those
of a class that is not frozen are filled as they are.

>>> from attrs import frozen
>>> @quick
... @frozen(weakref_slot=False)
... class Point:
...     line: int
...     cell: int | None = None
>>> Point(3), Point(3, cell=2) == Point(3, 2)
(Point(line=3, cell=None), True)
>>> Point(3).line = 4
Traceback (most recent call last):
    ...
attr.exceptions.FrozenInstanceError: can't set attribute
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, ParamSpec, TypeVar

from attrs import NOTHING, Attribute, Factory, fields

__all__ = ["maker", "quick"]

P = ParamSpec("P")
T = TypeVar("T")

_BECOME: Final = object.__setattr__


def quick(cls: type[T]) -> type[T]:
    """Give a frozen class of attrs with slots a quick `__init__`.

    Raises `TypeError` for a class that is not frozen with slots of its own, or has a slot for weak references, or
    whose fields are converted, validated or made from one another.

    >>> quick(int)
    Traceback (most recent call last):
        ...
    TypeError: int is no frozen class of attrs with slots for plain fields alone
    """
    slow = cls.__init__
    quickened = _written(
        cls, "__init__", "self", ("_own = self.__class__", "_become(self, '__class__', _twin)")
    )
    quickened.__wrapped__ = slow  # the signature that documentation shows
    for name in ("__doc__", "__module__", "__qualname__", "__annotations__"):
        setattr(quickened, name, getattr(slow, name))
    cls.__init__ = quickened  # type: ignore[method-assign]
    return cls


def maker(cls: Callable[P, T]) -> Callable[P, T]:
    """A function that makes instances of such a class, or of one not frozen, in half the time of calling it.

    The arguments are the same, but that a field whose default is made from others has to be given.

    >>> from attrs import frozen
    >>> @frozen(weakref_slot=False)
    ... class Point:
    ...     line: int
    ...     cell: int | None = None
    >>> point = maker(Point)
    >>> point(3, cell=2), type(point(3)) is Point
    (Point(line=3, cell=2), True)
    """
    assert isinstance(cls, type)
    beginning = "self = _twin()" if _is_frozen(cls) else "self = _new(_class)"
    made: Callable[P, T] = _written(cls, f"make_{cls.__name__}", "", (beginning,))
    return made


@cache
def _twin_of(cls: type) -> type:
    """The subclass without slots of its own that is not frozen."""
    if not _is_plain(cls) or not _is_frozen(cls) or "__weakref__" in cls.__dict__["__slots__"]:
        raise TypeError(f"{cls.__name__} is no frozen class of attrs with slots for plain fields alone")
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(cls.__name__, (cls,), {"__slots__": (), **plain})


def _is_frozen(cls: type) -> bool:
    return "__setattr__" in cls.__dict__


def _is_plain(cls: type) -> bool:
    """Whether a class of attrs has slots, and no field of it needs more than to be stored."""
    return (
        cls.__dict__.get("__attrs_attrs__") is not None
        and cls.__bases__ == (object,)
        and "__slots__" in cls.__dict__
        and not hasattr(cls, "__attrs_pre_init__")
        and not any(
            one.converter or one.validator or (_is_frozen(cls) and _is_made_from_others(one))
            for one in fields(cls)
        )
    )


def _is_made_from_others(one: Attribute[Any]) -> bool:
    """Whether the default of a field is worked out of the fields before it."""
    return isinstance(one.default, Factory) and one.default.takes_self  # type: ignore[arg-type,union-attr]


def _written(cls: type, name: str, first: str, beginning: Sequence[str]) -> Any:
    """A function of a class's arguments: it gets hold of a twin, stores the fields and makes it one of the class."""
    if not _is_plain(cls):
        kind = "frozen class" if first else "class"
        raise TypeError(f"{cls.__name__} is no {kind} of attrs with slots for plain fields alone")
    known: dict[str, Any] = {"_class": cls, "_become": _BECOME, "_new": object.__new__, "_nothing": NOTHING}
    swaps = bool(first) or _is_frozen(cls)
    if swaps:
        known["_twin"] = _twin_of(cls)
    ordered: list[str] = [first] if first else []
    named: list[str] = []
    lines: list[str] = [*beginning]
    for one in fields(cls):
        value = _value(one, known)
        if value:
            lines.append(f"self.{one.name} = {value}")
        if one.init:
            default = "" if one.default is NOTHING or _is_made_from_others(one) else f"=_default_{one.name}"
            (named if one.kw_only else ordered).append(f"{one.alias}{default}")
    if "_attrs_cached_hash" in cls.__dict__["__slots__"]:
        lines.append("self._attrs_cached_hash = None")
    if swaps:
        lines.append("self.__class__ = _own" if first else "self.__class__ = _class")
    if hasattr(cls, "__attrs_post_init__"):
        lines.append("self.__attrs_post_init__()")
    if not first:
        lines.append("return self")
    if not first and not any("=" in one for one in ordered):
        # The makers' callers name what a class has named; a default is found faster by its number than by its name.
        ordered += sorted(named, key=lambda one: "=" in one)
        named = []
    parameters = ", ".join([*ordered, *(["*", *named] if named else [])])
    source = "\n    ".join([f"def {name}({parameters}):", *lines])
    exec(compile(source, f"<records {cls.__qualname__}>", "exec"), known)
    return known[name]


def _value(one: Attribute[Any], known: dict[str, Any]) -> str:
    """The expression of what a field is given; empty for one that is filled in after `__init__`."""
    if isinstance(one.default, Factory) and not _is_made_from_others(one):  # type: ignore[arg-type]
        make: Callable[[], object] = one.default.factory  # type: ignore[union-attr]
        known[f"_make_{one.name}"] = make
        known[f"_default_{one.name}"] = NOTHING
        made = f"_make_{one.name}()"
        return f"{made} if {one.alias} is _nothing else {one.alias}" if one.init else made
    if one.default is not NOTHING and not _is_made_from_others(one):
        known[f"_default_{one.name}"] = one.default
    if one.init:
        return str(one.alias)
    return "" if one.default is NOTHING else f"_default_{one.name}"
