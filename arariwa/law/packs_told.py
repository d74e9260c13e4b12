"""What is said of law packs that were found right: how far their examples show every leaf of every condition."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from arariwa.core.packs import Pack
from arariwa.law.packs import covered, law_packs


def tell(root: Path) -> Iterator[str]:
    """A line a law pack, and below it each state of a leaf that no example shows. The packs must be right."""
    for name in law_packs(root):
        pack = Pack.from_folder(root, name)
        leaves = covered(pack)
        states = sum(len(leaf.wanted) for leaf in leaves)
        missing = [(leaf, state) for leaf in leaves for state in leaf.missing]
        told = {"name": name, "shown": states - len(missing), "all": states, "leaves": len(leaves)}
        yield (
            _("%(name)s: %(shown)s of %(all)s states of %(leaves)s conditions are shown by an example") % told
        )
        for leaf, state in missing:
            line = _("line %(line)d") % {"line": pack.line(leaf.file, leaf.place)}
            yield f"    {name}/{leaf.file}, {line}, {'.'.join(map(str, leaf.place))}: {leaf.asks}: {state}"
