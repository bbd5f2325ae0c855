"""The catalogue of classification codes: names, levels, budgets and years, with the evidence for each (科目目录).

The package ships a catalogue of its own (`shipped`).  It was put together from published documents and from
experience, it is incomplete, and it is not a publication of the ministry: every entry says how sure it is.
Whoever has the list in force loads it and lays it over the shipped one.

>>> from govbudget.codes import Entry, Evidence, FunctionalCode
>>> catalogue = shipped()
>>> code = FunctionalCode("2040201")
>>> catalogue.name(code, 2024), [str(parent) for parent in (code.parent, code.parent.parent)]
('行政运行', ['20402', '204'])
>>> own = Catalogue([Entry(code=code, name="行政运行（试行）", since=2030, evidence=Evidence.ATTESTED)])
>>> both = own.over(catalogue)
>>> both.name(code, 2029), both.name(code, 2030)
('行政运行', '行政运行（试行）')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Final

from govbudget.codes.entries import Entry, Evidence
from govbudget.codes.types import ClassificationCode, CodeKind, CodeLevel

if TYPE_CHECKING:
    from govbudget.codes.changes import Change
    from govbudget.codes.correspondences import Correspondence, CorrespondenceMap, UnitKind
    from govbudget.codes.names import NameIndex, NameMatch
    from govbudget.codes.store import Listing, Store
    from govbudget.codes.types import DepartmentEconomicCode, GovernmentEconomicCode

# The modules named above, and those imported inside the methods, are each needed for one question alone;
# the first look-up of a name by its code would cost several times as much if it loaded them all.

__all__ = ["Catalogue", "shipped"]

KINDS: Final = (
    CodeKind.FUNCTIONAL,
    CodeKind.DEPARTMENT_ECONOMIC,
    CodeKind.GOVERNMENT_ECONOMIC,
    CodeKind.REVENUE,
)
"""The kinds of code that have a classification, in the order in which catalogues list them."""


class Catalogue:
    """A list of classification codes by fiscal year (科目目录), read once, never changed.

    Made of entries that do not overlap in years, by `Catalogue.load` from a file, by `over` from two catalogues;
    the one in the package is `shipped()`.  `renames` are renamings that the entries alone do not show, because
    one of the names is not among them.  Two catalogues are equal if they were made of equal parts.

    >>> from govbudget.codes import Entry, FunctionalCode
    >>> Catalogue([Entry(code=FunctionalCode("204"), name="公共安全支出")])
    <Catalogue of 1 entries>
    """

    __slots__ = ("_children", "_correspondences", "_entries", "_names", "_renames", "_store")

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        correspondences: Iterable[Correspondence] = (),
        renames: Iterable[Change] = (),
    ) -> None:
        from govbudget.codes.store import Given

        self._begin(Given(tuple(entries), tuple(correspondences), tuple(renames)))

    @classmethod
    def _on(cls, store: Store) -> Catalogue:
        catalogue = cls.__new__(cls)
        catalogue._begin(store)
        return catalogue

    def _begin(self, store: Store) -> None:
        self._store = store
        self._entries: dict[CodeKind, Listing] = {}
        self._children: dict[CodeKind, dict[str, tuple[str, ...]]] = {}
        self._names: dict[CodeKind, NameIndex] = {}
        self._correspondences: CorrespondenceMap | None = None
        self._renames: dict[tuple[str, int], Change] | None = None

    @classmethod
    def load(
        cls,
        path: str | PathLike[str],
        *,
        year: int | None = None,
        evidence: Evidence = Evidence.ATTESTED,
        sheet: str | None = None,
    ) -> Catalogue:
        """Read a list from a CSV file (UTF-8) or an Excel workbook (.xlsx), one code in a row.

        Columns, in any order: `code`, `name`, and where they are there `level`, `fund`, `since`, `until`,
        `evidence`, `years_evidence`, `doubtful`, `source`; the headers 科目编码 and 科目名称 serve as well, other
        columns are left alone.  `year` is the fiscal year of a list that gives no years.  A row that does
        not state its evidence gets `evidence`, and the file's name as its source.  With the columns
        `department_code`, `government_code` and perhaps `unit` it is a list of correspondences.

        Raises `CatalogueError`, which names every faulty row, and `MissingExtraError` if the workbook
        cannot be read because the library for it is not installed.
        """
        from govbudget.codes.lists import load

        return cls._on(load(path, year=year, evidence=evidence, sheet=sheet))

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        year: int | None = None,
        evidence: Evidence = Evidence.ATTESTED,
        source: str = "",
    ) -> Catalogue:
        r"""Read a list from CSV text, as `load` does from a file.

        >>> from govbudget.codes import FunctionalCode
        >>> Catalogue.parse("code,name\n204,公共安全支出\n", year=2024).name(FunctionalCode("204"), 2024)
        '公共安全支出'
        """
        from govbudget.codes.lists import parse

        return cls._on(parse(text, year=year, evidence=evidence, source=source))

    def to_csv(self, kind: CodeKind | None = None) -> str:
        """The entries as CSV text with the columns that `load` reads; of one kind, or of all.

        >>> from govbudget.codes import FunctionalCode
        >>> print(Catalogue([Entry(code=FunctionalCode("204"), name="公共安全支出")]).to_csv(), end="")
        code,name,level,fund,since,until,evidence,years_evidence,doubtful,source
        204,公共安全支出,类,,,,recalled,recalled,,
        """
        from govbudget.codes.lists import to_csv

        return to_csv(entry for entry in self if kind is None or entry.code.kind is kind)

    def over(self, other: Catalogue) -> Catalogue:
        """This catalogue laid over another: for a code and a year that both know, this one speaks.

        Both stay as they are.  What only the other knows stays visible, with its own evidence.
        """
        from govbudget.codes.store import Over

        return Catalogue._on(Over(self._store, other._store))

    # Entries -------------------------------------------------------------------------------------

    def entries(self, code: ClassificationCode) -> tuple[Entry, ...]:
        """All entries of a code in the order of the years; none if the catalogue does not list it.

        >>> from govbudget.codes import FunctionalCode
        >>> [(entry.name, entry.since, entry.until) for entry in shipped().entries(FunctionalCode("207"))]
        [('文化体育与传媒支出', None, 2018), ('文化旅游体育与传媒支出', 2019, None)]
        """
        return self._listing(code.kind).get(code.digits, ())

    def entry(self, code: ClassificationCode, year: int) -> Entry | None:
        """The entry of a code in a fiscal year, or None.

        >>> from govbudget.codes import FunctionalCode
        >>> shipped().entry(FunctionalCode("2040299"), 2024).name
        '其他公安支出'
        """
        return next((entry for entry in self.entries(code) if entry.holds(year)), None)

    def name(self, code: ClassificationCode, year: int) -> str | None:
        """The name of a code in a fiscal year, or None if the catalogue does not know it.

        >>> from govbudget.codes import FunctionalCode
        >>> shipped().name(FunctionalCode("20805"), 2019), shipped().name(FunctionalCode("20805"), 2020)
        ('行政事业单位离退休', '行政事业单位养老支出')
        """
        entry = self.entry(code, year)
        return None if entry is None else entry.name

    def children(self, code: ClassificationCode, year: int) -> tuple[Entry, ...]:
        """The entries one level below a code in a fiscal year, as far as the catalogue lists them.

        >>> from govbudget.codes import FunctionalCode
        >>> [entry.name for entry in shipped().children(FunctionalCode("221"), 2024)]
        ['保障性安居工程支出', '住房改革支出', '城乡社区住宅']
        """
        below = self._below(code.kind).get(code.digits, ())
        listing = self._listing(code.kind)
        return tuple(entry for digits in below for entry in listing[digits] if entry.holds(year))

    def in_force(
        self, year: int, kind: CodeKind | None = None, level: CodeLevel | None = None
    ) -> tuple[Entry, ...]:
        """The entries in use in a fiscal year, of one kind and level or of all.

        >>> for entry in shipped().in_force(2024, CodeKind.DEPARTMENT_ECONOMIC, CodeLevel.CATEGORY)[:3]:
        ...     print(entry.code, entry.name)
        301 工资福利支出
        302 商品和服务支出
        303 对个人和家庭的补助
        """
        return tuple(
            entry
            for chosen in KINDS
            if kind is None or kind is chosen
            for group in self._listing(chosen).values()
            for entry in group
            if entry.holds(year) and (level is None or entry.level is level)
        )

    def __iter__(self) -> Iterator[Entry]:
        """All entries: functional, department economic, government economic, revenue; by code and year."""
        for kind in KINDS:
            for group in self._listing(kind).values():
                yield from group

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, code: object) -> bool:
        """Whether a code is listed, in whatever year."""
        return isinstance(code, ClassificationCode) and bool(self.entries(code))

    # Names ---------------------------------------------------------------------------------------

    def find(
        self,
        name: str,
        *,
        year: int | None = None,
        kind: CodeKind | None = None,
        level: CodeLevel | None = None,
        within: ClassificationCode | None = None,
        weaker: bool = False,
    ) -> tuple[NameMatch, ...]:
        """The entries whose name a printed name may mean, and how each was matched.

        Only the candidates of the strongest way of matching are returned, all of them; with `weaker` those of
        the other ways follow.  `year`, `kind` and `level` narrow the search, `within` to a code and what
        stands below it.  Nothing found is an empty tuple.

        >>> from govbudget.codes import FunctionalCode
        >>> for match in shipped().find("行政运行（公安）", within=FunctionalCode("204"), year=2024)[:2]:
        ...     print(match.entry.code, match.entry.name, match.how.value)
        2040201 行政运行 without suffix
        2040301 行政运行 without suffix
        """
        from govbudget.codes.names import NameMatch

        if within is not None:
            kind = within.kind
        kinds = [chosen for chosen in KINDS if kind is None or kind is chosen]
        searches = [self._index(chosen).candidates(name) for chosen in kinds]
        found: dict[Entry, NameMatch] = {}
        for ways in zip(*searches, strict=True):
            for chosen, (how, names) in zip(kinds, ways, strict=True):
                listing = self._listing(chosen)
                for digits, listed in names:
                    for entry in listing[digits]:
                        if (
                            entry.name == listed
                            and (year is None or entry.holds(year))
                            and (level is None or entry.level is level)
                            and (within is None or within.contains(entry.code))
                        ):
                            found.setdefault(entry, NameMatch(entry=entry, how=how))
            if found and not weaker:
                break
        return tuple(found.values())

    # Years ---------------------------------------------------------------------------------------

    def changes(
        self,
        code: ClassificationCode | None = None,
        *,
        kind: CodeKind | None = None,
        since: int | None = None,
        until: int | None = None,
    ) -> tuple[Change, ...]:
        """What was added, renamed and dropped: of one code, of one kind or of all, between two years.

        The years are recalled nearly throughout, so each change says what evidence it has.

        >>> [(str(change.code), change.new_name) for change in shipped().changes(
        ...     kind=CodeKind.FUNCTIONAL, since=2019, until=2019) if change.code.level is CodeLevel.CATEGORY][:2]
        [('207', '文化旅游体育与传媒支出'), ('210', '卫生健康支出')]
        """
        from govbudget.codes.changes import changes_of

        if code is not None:
            groups = [self.entries(code)]
        else:
            groups = [
                group
                for chosen in KINDS
                if kind in (None, chosen)
                for group in self._listing(chosen).values()
            ]
        renames = self._known_renames()
        found = [
            change
            for group in groups
            for change in changes_of(group, renames)
            if (since is None or change.year >= since) and (until is None or change.year <= until)
        ]
        return tuple(sorted(found, key=lambda change: (change.year, change.code.digits)))

    def series(self, code: ClassificationCode, year: int) -> tuple[Entry, ...]:
        """The entries that a code had from its addition to its end, around a fiscal year, over all renamings.

        A number that was dropped and later given to something else makes two series.

        >>> from govbudget.codes import FunctionalCode
        >>> [entry.name for entry in shipped().series(FunctionalCode("21305"), 2024)]
        ['扶贫', '巩固脱贫衔接乡村振兴', '巩固脱贫攻坚成果衔接乡村振兴']
        """
        from govbudget.codes.changes import ChangeKind

        added = {change.year for change in self.changes(code) if change.kind is ChangeKind.ADDED}
        runs: list[list[Entry]] = []
        for entry in self.entries(code):
            if not runs or entry.since in added:
                runs.append([])
            runs[-1].append(entry)
        for run in runs:
            since, until = run[0].since, run[-1].until
            if (since is None or since <= year) and (until is None or year <= until):
                return tuple(run)
        return ()

    # Correspondences -----------------------------------------------------------------------------

    def correspondences(
        self,
        code: DepartmentEconomicCode | GovernmentEconomicCode,
        year: int,
        unit: UnitKind | None = None,
    ) -> tuple[Correspondence, ...]:
        """Where a department economic item goes, or what goes to a government economic item, in a year.

        What is said of a 类 holds for the 款 below it as well.  `unit` asks for one kind of unit.

        >>> from govbudget.codes import DepartmentEconomicCode
        >>> for row in shipped().correspondences(DepartmentEconomicCode("30201"), 2024):
        ...     print(row.government, row.unit.chinese)
        50201 机关
        50502 事业单位
        """
        if self._correspondences is None:
            from govbudget.codes.correspondences import CorrespondenceMap

            self._correspondences = CorrespondenceMap(self._store.correspondences())
        return tuple(
            row
            for row in self._correspondences.of(code, unit)
            if self.entry(row.department, year) and self.entry(row.government, year)
        )

    # Making it -----------------------------------------------------------------------------------

    def _listing(self, kind: CodeKind) -> Listing:
        listing = self._entries.get(kind)
        if listing is None:
            listing = self._entries[kind] = self._store.listing(kind) if kind in KINDS else {}
        return listing

    def _below(self, kind: CodeKind) -> dict[str, tuple[str, ...]]:
        below = self._children.get(kind)
        if below is None:
            gathered: dict[str, list[str]] = {}
            for digits in self._listing(kind):
                gathered.setdefault(digits[:-2], []).append(digits)
            below = self._children[kind] = {digits: tuple(codes) for digits, codes in gathered.items()}
        return below

    def _index(self, kind: CodeKind) -> NameIndex:
        index = self._names.get(kind)
        if index is None:
            from govbudget.codes.names import NameIndex

            index = self._names[kind] = NameIndex(self._store.names(kind))
        return index

    def _known_renames(self) -> dict[tuple[str, int], Change]:
        if self._renames is None:
            self._renames = {(change.code.digits, change.year): change for change in self._store.renames()}
        return self._renames

    def __eq__(self, other: object) -> bool:
        return self._store == other._store if isinstance(other, Catalogue) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._store)

    def __reduce__(self) -> tuple[object, ...]:
        return Catalogue._on, (self._store,)

    def __repr__(self) -> str:
        return f"<Catalogue of {len(self)} entries>"


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the package; nothing of it is read before something is looked up.

    >>> from govbudget.codes import FunctionalCode
    >>> shipped().entry(FunctionalCode("205"), 2024).evidence
    <Evidence.ATTESTED: 'attested'>
    """
    from govbudget.codes.packaged import Packaged

    return Catalogue._on(Packaged())
