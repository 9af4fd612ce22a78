"""Groups of offices: the wordings that mean many at once."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified

from app.audit import actions as audit
from app.audit.actions import Person
from app.directory import policies, queries
from app.directory.actions import wordings
from app.directory.models import OfficeGroup, OfficeGroupMember
from app.directory.terms import USUAL_GROUPS, OfficeKind
from app.lib.errors import Stale
from app.lib.text import sort_key
from tenants import context
from tenants.db import db


def add(
    *,
    name: str,
    kinds: Sequence[OfficeKind] = (),
    office_ids: Sequence[int] = (),
    aliases: Sequence[str] = (),
    by: Person,
) -> OfficeGroup:
    """Enter a group that means every office of some kinds, and the offices chosen besides.

    Raises Conflict where a name is an office's or a group's already, Invalid for a group of
    nothing and for an office of another tenant.
    """
    name = wordings.tidy(name)
    others = wordings.tidy_aliases(aliases, name=name)
    wordings.check(name, others)
    chosen = policies.check_group(kinds, office_ids, known=_office_ids())
    group = OfficeGroup(
        tenant_id=context.acting().tenant_id,
        name=name,
        aliases=others,
        kinds=_values(kinds),
        sort_key=sort_key(name),
    )
    db.session.add(group)
    db.session.flush()
    _choose(group, chosen)
    audit.record("office_group.added", group, by=by, name=name)
    return group


def add_usual(*, by: Person) -> int:
    """Enter the groups that plans usually name; how many they are.

    Raises Conflict where the acting tenant has groups already.
    """
    policies.check_take_usual_groups(groups=len(queries.groups()))
    tenant_id = context.acting().tenant_id
    db.session.add_all(
        OfficeGroup(
            tenant_id=tenant_id,
            name=usual.name,
            aliases=list(usual.aliases),
            kinds=_values(usual.kinds),
            sort_key=sort_key(usual.name),
        )
        for usual in USUAL_GROUPS
    )
    db.session.flush()
    audit.record("office_group.usual_added", by=by, count=len(USUAL_GROUPS))
    return len(USUAL_GROUPS)


def change(
    *,
    group_id: int,
    name: str,
    kinds: Sequence[OfficeKind],
    office_ids: Sequence[int],
    aliases: Sequence[str],
    version: int,
    by: Person,
) -> OfficeGroup:
    """Say anew what a group is called and whom it means.

    Raises NotFound for another tenant's, Stale (with what differs) where somebody saved first,
    Conflict and Invalid as `add`.
    """
    group = queries.group(group_id, lock=True)
    name = wordings.tidy(name)
    others = wordings.tidy_aliases(aliases, name=name)
    known = _office_ids()
    chosen = policies.check_group(kinds, office_ids, known=known)
    before = queries.chosen_offices(group_id)
    changed = _changed(group, before, (name, others, _values(kinds), chosen), known)
    if group.version != version and changed:
        raise Stale(changed=changed)
    if not changed:
        return group
    wordings.check(name, others, but=group)
    group.name, group.sort_key, group.aliases = name, sort_key(name), others
    group.kinds = _values(kinds)
    if chosen != before:
        _choose(group, chosen)
        flag_modified(group, "kinds")
    db.session.flush()
    audit.record("office_group.changed", group, by=by, name=name)
    return group


def remove(*, group_id: int, by: Person) -> None:
    """Take a group out: its wordings mean nobody from then on.

    Raises NotFound for another tenant's.
    """
    group = queries.group(group_id, lock=True)
    audit.record("office_group.removed", group, by=by, name=group.name)
    db.session.delete(group)
    db.session.flush()


def _office_ids() -> dict[int, str]:
    return {office.id: office.name for office in queries.offices()}


def _values(kinds: Sequence[OfficeKind]) -> list[str]:
    return [kind.value for kind in OfficeKind if kind in kinds]


def _choose(group: OfficeGroup, office_ids: frozenset[int]) -> None:
    db.session.execute(
        delete(OfficeGroupMember).where(
            OfficeGroupMember.tenant_id == group.tenant_id, OfficeGroupMember.group_id == group.id
        )
    )
    db.session.add_all(
        OfficeGroupMember(tenant_id=group.tenant_id, group_id=group.id, office_id=office_id)
        for office_id in sorted(office_ids)
    )


def _changed(
    group: OfficeGroup,
    before: frozenset[int],
    wanted: tuple[str, list[str], list[str], frozenset[int]],
    known: dict[int, str],
) -> dict[str, tuple[str, str]]:
    name, aliases, kinds, chosen = wanted
    pairs = {
        "Tên": (name, group.name),
        "Cách gọi khác": ("; ".join(aliases), "; ".join(group.aliases)),
        "Loại": (_labels(kinds), _labels(group.kinds)),
        "Chọn thêm": (_named(chosen, known), _named(before, known)),
    }
    return {label: pair for label, pair in pairs.items() if pair[0] != pair[1]}


def _labels(kinds: Sequence[str]) -> str:
    return ", ".join(OfficeKind(kind).label for kind in kinds)


def _named(office_ids: frozenset[int], known: dict[int, str]) -> str:
    return ", ".join(known[office_id] for office_id in sorted(office_ids))
