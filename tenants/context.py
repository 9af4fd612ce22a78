"""Who is acting: the tenant, the tenants above it, its province, and the person.

The database reads this as transaction-local settings; row-level security decides by them alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Acting:
    """One actor for the length of a transaction.

    `platform` opens the registers that belong to no single tenant (the list of tenants, accounts,
    the outbox); it opens no tenant's papers. `predecessor_ids` opens what closed units could read
    to the unit that succeeds them: set by `tenants.archive.opened()` alone, for a few statements.
    `paper_code` opens the one paper that carries it, `public` what was published: the pages without
    sign-in act so, and as no tenant.
    """

    tenant_id: int | None = None
    superior_ids: tuple[int, ...] = ()
    province_id: int | None = None
    user_id: int | None = None
    platform: bool = False
    predecessor_ids: tuple[int, ...] = ()
    paper_code: str = ""
    public: bool = False

    def settings(self) -> dict[str, str]:
        """The settings that the policies read; an absent value is the empty string."""
        return {
            "app.tenant_id": "" if self.tenant_id is None else str(self.tenant_id),
            "app.superior_ids": ",".join(str(superior) for superior in self.superior_ids),
            "app.predecessor_ids": ",".join(str(closed) for closed in self.predecessor_ids),
            "app.user_id": "" if self.user_id is None else str(self.user_id),
            "app.platform": "on" if self.platform else "",
            "app.paper_code": self.paper_code,
            "app.public": "on" if self.public else "",
        }


NOBODY = Acting()
PLATFORM = Acting(platform=True)

_acting: ContextVar[Acting] = ContextVar("acting", default=NOBODY)


def acting() -> Acting:
    """The actor of the present transaction; `NOBODY` (who sees no row) outside of one."""
    return _acting.get()


@contextmanager
def act_as(actor: Acting) -> Iterator[Acting]:
    """Act as `actor` inside the block. Takes effect when the next transaction begins."""
    token = _acting.set(actor)
    try:
        yield actor
    finally:
        _acting.reset(token)


def assume(actor: Acting) -> None:
    """Act as `actor` from here to the end of the enclosing block."""
    _acting.set(actor)


def as_heir(actor: Acting, predecessor_ids: tuple[int, ...]) -> Acting:
    """The same person, with the archives of these closed units open."""
    return replace(actor, predecessor_ids=predecessor_ids)


def on_the_platform(actor: Acting) -> Acting:
    """The same person, for a register that belongs to no single tenant."""
    return replace(actor, platform=True)
