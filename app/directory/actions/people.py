"""Who works in which office of the tenant."""

from collections.abc import Collection

from sqlalchemy import delete

from app.accounts import queries as accounts
from app.audit import actions as audit
from app.audit.actions import Person
from app.directory import queries
from app.directory.models import Office, OfficePerson
from app.lib.errors import Invalid, Stale
from tenants import context
from tenants.db import db

NOT_A_MEMBER = "Có người không thuộc đơn vị; hãy tải lại trang rồi chọn lại."


def seat(
    *, office_id: int, membership_ids: Collection[int], version: int | None, by: Person
) -> Office:
    """Make these members of the tenant the people of an office.

    `version` is `queries.seats_version` of the list on which it is based, None to overrule.
    Raises NotFound for another tenant's office, Invalid for a stranger or one who has left,
    Stale where somebody saved another list first.
    """
    office = queries.office(office_id, lock=True)
    names = {one.id: one.user.full_name for one in accounts.members() if not one.deactivated_at}
    wanted, before = set(membership_ids), queries.seated(office_id)
    if not wanted <= names.keys():
        raise Invalid(NOT_A_MEMBER, "membership_ids")
    if wanted == before & names.keys():
        return office
    if version is not None and version != queries.seats_version(before):
        raise Stale(changed={"Người": (_listed(wanted, names), _listed(before, names))})
    _replace(office, wanted)
    audit.record("office.people_changed", office, by=by, name=office.name, count=len(wanted))
    return office


def _listed(membership_ids: Collection[int], names: dict[int, str]) -> str:
    return ", ".join(names[one] for one in sorted(membership_ids) if one in names)


def _replace(office: Office, membership_ids: Collection[int]) -> None:
    db.session.execute(
        delete(OfficePerson).where(
            OfficePerson.tenant_id == office.tenant_id, OfficePerson.office_id == office.id
        )
    )
    db.session.add_all(
        OfficePerson(tenant_id=office.tenant_id, office_id=office.id, membership_id=one)
        for one in sorted(membership_ids)
    )
    db.session.flush()


def settle(*, by: Person) -> int:
    """Put everybody who sits in no office yet into the one that their membership names.

    How many they are: a member whose office the directory does not know is left out.
    """
    found = queries.to_settle()
    db.session.add_all(
        OfficePerson(
            tenant_id=context.acting().tenant_id, office_id=office.id, membership_id=member.id
        )
        for member, office in found
    )
    db.session.flush()
    if found:
        audit.record("office.people_settled", by=by, count=len(found))
    return len(found)
