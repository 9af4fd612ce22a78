"""Stage one: the province is provisioned, its people and those of 65 communes take their desks."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from deploy.walk.ledger import Ledger
from deploy.walk.people import LINK, Desk
from deploy.walk.server import OPERATOR, PASSWORD

LANG_SON = "20"
COMMUNES = 65
HANDS = 4
COUNCILLORS = 5


@dataclass
class Commune:
    """One commune and the desk of its officer and leader."""

    id: int
    name: str
    desk: Desk


@dataclass
class Cast:
    """Everybody who takes part."""

    base: str
    officer: Desk
    leader: Desk
    council: Desk
    communes: list[Commune] = field(default_factory=list)
    councillors: list[Desk] = field(default_factory=list)
    """All members of the council, the one above among them."""

    def named(self, name: str) -> Commune:
        """The commune with this name."""
        return next(commune for commune in self.communes if commune.name == name)


def provision(base: str, ledger: Ledger) -> Desk:
    """The operator provisions Lạng Sơn by the worker and waits for it."""
    operator = Desk(base).sign_in(OPERATOR[0], PASSWORD)
    operator.call("POST", f"/provinces/{LANG_SON}/provisioning")
    for _ in range(300):
        state = operator.get(f"/provinces/{LANG_SON}/provisioning")
        if state["state"] in ("done", "provisioned"):
            break
        time.sleep(0.2)
    communes = operator.all("/tenants", kind="commune", is_closed=False)
    closed = operator.all("/tenants", kind="commune", is_closed=True)
    districts = operator.all("/tenants", kind="district", is_closed=True)
    ledger.expect("xã, phường của Lạng Sơn", len(communes), COMMUNES)
    ledger.expect("xã, phường, thị trấn cũ (đến 30/6/2025)", len(closed), 194)
    ledger.expect("huyện cũ (đến 30/6/2025)", len(districts), 11)
    return operator


def seat(base: str, operator: Desk, ledger: Ledger, *, count: int = COMMUNES) -> Cast:
    """Invitations go down to the first `count` communes, people accept them on the page."""
    province = operator.all("/tenants", kind="province", is_closed=False)[0]
    admin = _administrator(operator, province["id"], "quantri@tinh.vi-du.vn", base)
    cast = Cast(
        base,
        _colleague(admin, "chuyenvien@tinh.vi-du.vn", ["officer"], base),
        _colleague(admin, "lanhdao@tinh.vi-du.vn", ["leader"], base),
        _colleague(admin, "hoidong@tinh.vi-du.vn", ["council_member"], base),
    )
    further = (
        _colleague(admin, f"hoidong{number}@tinh.vi-du.vn", ["council_member"], base)
        for number in range(2, COUNCILLORS + 1)
    )
    cast.councillors = [cast.council, *further]
    units = admin.all("/tenants", kind="commune", is_closed=False)
    units = sorted(units, key=lambda unit: int(unit["id"]))[:count]

    def settle(unit: dict[str, object]) -> Commune:
        number = unit["id"]
        own = _administrator(admin, number, f"quantri{number}@xa.vi-du.vn", base)
        desk = _colleague(own, f"xa{number}@xa.vi-du.vn", ["officer", "leader"], base)
        return Commune(int(str(number)), str(unit["name"]), desk)

    with ThreadPoolExecutor(HANDS) as hands:
        cast.communes = sorted(hands.map(settle, units), key=lambda commune: commune.id)
    ledger.expect("xã có người làm việc", len(cast.communes), count)
    return cast


def _administrator(above: Desk, tenant_id: object, email: str, base: str) -> Desk:
    guest = {"email": email, "full_name": f"Quản trị {tenant_id}"}
    sent = above.call("POST", f"/tenants/{tenant_id}/administrator-invitation", guest).json()
    return _accept(sent["link"], guest["full_name"], base)


def _colleague(admin: Desk, email: str, roles: list[str], base: str) -> Desk:
    guest = {"email": email, "full_name": f"Cán bộ {email.partition('@')[0]}", "roles": roles}
    sent = admin.call("POST", "/invitations", guest).json()
    return _accept(sent["link"], str(guest["full_name"]), base)


def _accept(link: str, name: str, base: str) -> Desk:
    found = LINK.search(link)
    if found is None:
        raise AssertionError(f"no link in {link}")
    return Desk(base).accept(found.group(0), name, PASSWORD)
