"""Performance target forms (绩效目标表): where they stand in a document, and what they say.

`form_regions` finds the lines of each form, `read_form` reads them, `listed_forms` reads the forms that
stand in the rows of a table, and a `Memo` remembers within one document what they have met.

Kinds of forms are a registry (`registry.READERS`); `reader.FormReader` is what a further kind has to be.

>>> from govbudget.reading.source import split_lines
>>> fields = "绩效目标表\\n(2024年)\\n项目名称\\t新书采购\\n立项依据\\t年度计划\\n"
>>> grid = "一级指标\\t二级指标\\t三级指标\\t目标值\\n产出目标\\t数量\\t采购册数\\t≥5万册"
>>> lines = split_lines(fields + grid)
>>> memo = Memo()
>>> [region] = form_regions(lines, memo)
>>> read_form(lines[region.start : region.stop], memo).form
<PerformanceForm '新书采购' (project): 2 fields, 1 indicators>
"""

from __future__ import annotations

from govbudget.reading.forms.listing import listed_forms
from govbudget.reading.forms.memo import Memo
from govbudget.reading.forms.reader import FormReader, FormReading
from govbudget.reading.forms.regions import form_regions
from govbudget.reading.forms.registry import read_form

__all__ = ["FormReader", "FormReading", "Memo", "form_regions", "listed_forms", "read_form"]
