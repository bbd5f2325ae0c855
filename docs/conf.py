"""How the documentation is built: `make docs`, with every warning an error."""

from __future__ import annotations

import builtins
import importlib
import re
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.ext.autosummary import Autosummary

import govbudget

project = "govbudget"
author = "govbudget authors"
copyright = "govbudget authors"
version = release = govbudget.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"govbudget {release}"
html_show_sourcelink = False
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
default_role = "code"

autosummary_generate = False
autodoc_default_options = {"members": True, "undoc-members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
toc_object_entries_show_parents = "hide"

# Names of other packages are not resolved: building the documentation needs no network.
# Every name of govbudget itself has to lead somewhere.
nitpicky = True
OUTSIDE = sorted({*sys.stdlib_module_names, "attr", "attrs", "babel", "cattrs", "dateutil"})
nitpick_ignore_regex = [
    # What one pass learned of a document's words: handed through, not for use.
    (r"py:.*", r"govbudget\.reading\.forms\.memo\.Memo"),
    # Private types stand in signatures of modules that are documented for those who extend them.
    (r"py:.*", r"govbudget\..*\._[A-Z]\w*"),
    # A type variable is a name of its signature and of nothing else.
    (r"py:.*", r"govbudget\.checks\.view\.T"),
    (r"py:.*", rf"(?:{'|'.join(map(re.escape, OUTSIDE))})(?:\..*)?"),
    (r"py:.*", rf"(?:{'|'.join(name for name in dir(builtins) if name.isidentifier())})(?:\..*)?"),
]


class PublicNames(Autosummary):
    """`.. public-names::`: a table of the current module's `__all__`, each name leading to its place."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        module = importlib.import_module(self.env.ref_context["py:module"])
        names = [name for name in module.__all__ if not name.startswith("__")]
        self.content = StringList(names, source="__all__")
        self.options["nosignatures"] = None
        return super().run() if names else []


def locate(dotted: str) -> Any:
    """The thing that a dotted name means, or None."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            thing: Any = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            thing = getattr(thing, part, None)
        return thing
    return None


def resolve_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element
) -> nodes.reference | None:
    """Let every name of a thing lead to the place where it is documented under another one.

    A thing may be imported from the package, from a subpackage or from the module that defines it,
    and stands in the reference once.
    """
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py" or not target.startswith("govbudget."):
        return None
    thing = locate(target)
    if thing is None:
        return None
    domain = env.domains.python_domain
    last = target.rpartition(".")[2]
    for documented in domain.objects:
        if documented != target and documented.rpartition(".")[2] == last and locate(documented) is thing:
            return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", documented, node, content)
    return None


def write_rules(app: Sphinx) -> None:
    """Write the pages of the rules, from the rules, before any page is read."""
    from govbudget.checks.rules import all_rules
    from govbudget.exports.rule_pages import write_rule_pages

    folder = Path(app.srcdir) / "rules"
    written = set(write_rule_pages(folder, all_rules()))
    for page in set(folder.glob("*.md")) - written:
        page.unlink()


def setup(app: Sphinx) -> None:
    """Add the pieces above."""
    app.connect("builder-inited", write_rules)
    app.add_directive("public-names", PublicNames)
    app.connect("missing-reference", resolve_public_name)
