"""XML of office files (XML 部件), within bounds: no entities, no depth without end.

Office files declare no document type; one that does is refused before anything of it is expanded.  Names
come without their namespace, so that the strict and the transitional dialect, and any prefix, read alike.

>>> root = read_tree([b'<w:body xmlns:w="u"><w:p w:id="7">a<w:r/>b</w:p></w:body>'])
>>> [(one.name, one.attributes, one.text) for one in root.children]
[('p', {'id': '7'}, 'ab')]
>>> read_tree([b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'], where="a.xlsx")
Traceback (most recent call last):
    ...
govbudget.errors.DamagedError: expected XML of an office file, found a document type declaration (a.xlsx)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NoReturn, TypeAlias
from xml.parsers import expat

from attrs import define, field

from govbudget.errors import DamagedError, SourceTooLargeError

__all__ = ["MOST_ELEMENTS", "Element", "read_events", "read_tree"]

MOST_ELEMENTS: Final = 4_000_000
"""The most elements that one part may have."""

_DEEPEST: Final = 200
_APART_DEPTH: Final = 3

_Start: TypeAlias = Callable[[str, dict[str, str]], object]
_End: TypeAlias = Callable[[str], object]
_Data: TypeAlias = Callable[[str], object]


@define(eq=False)
class Element:
    """An element: its name and attributes without namespaces, its children, and the text directly in it."""

    name: str
    attributes: dict[str, str]
    children: list[Element] = field(factory=list)
    text: str = ""

    def all(self, name: str) -> list[Element]:
        """Its children of one name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """Its first child of one name."""
        return next((child for child in self.children if child.name == name), None)

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)


class _Names(dict[str, str]):
    """Names without namespaces, each cut once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(" ")[2]
        return local


def read_events(
    chunks: Iterable[bytes | str], *, start: _Start, end: _End, data: _Data, where: str = ""
) -> None:
    """Tell of each element and text as it is met.

    Raises `DamagedError` for what is no XML of an office file, and `SourceTooLargeError` for more elements than
    are read.
    """
    names = _Names()
    local = names.__getitem__
    depth = count = 0

    def open_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > _DEEPEST:
            _refuse(f"elements more than {_DEEPEST} deep in one another", where)
        if count > MOST_ELEMENTS:
            raise SourceTooLargeError(f"XML of at most {MOST_ELEMENTS} elements", "more", where)
        start(local(name), dict(zip(map(local, attributes), attributes.values(), strict=True)))

    def close_element(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(local(name))

    def doctype(*_: object) -> NoReturn:
        _refuse("a document type declaration", where)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise DamagedError("XML of an office file", str(error), where) from error


def read_tree(
    chunks: Iterable[bytes | str],
    *,
    where: str = "",
    apart: str = "",
    take: Callable[[Element], object] | None = None,
) -> Element:
    """The root of an XML text.  Raises what `read_events` raises.

    With `take`, each child of the element named `apart` is handed over as soon as it is whole, and not kept.
    """
    top = Element("", {})
    stack = [top]
    texts: list[list[str]] = [[]]

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes)
        stack[-1].children.append(element)
        stack.append(element)
        texts.append([])

    def end(_: str) -> None:
        element = stack.pop()
        element.text = "".join(texts.pop())
        if take is not None and len(stack) == _APART_DEPTH and stack[-1].name == apart:
            stack[-1].children.clear()
            take(element)

    def data(text: str) -> None:
        texts[-1].append(text)

    read_events(chunks, start=start, end=end, data=data, where=where)
    return top.children[0]


def _refuse(found: str, where: str) -> NoReturn:
    raise DamagedError("XML of an office file", found, where)
