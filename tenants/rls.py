"""Who sees a row: the policies, one word each, and the DDL that migrations call.

A model declares its words in `__policies__`; `tenants check` and a test compare the declaration
with `pg_policies`. Every table has row security enabled and forced; the application's role owns
nothing and cannot bypass it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, text

APPLICATION_ROLE = "thidua_app"

TENANT = "(SELECT nullif(current_setting('app.tenant_id', true), '')::bigint)"
USER = "(SELECT nullif(current_setting('app.user_id', true), '')::bigint)"
SUPERIORS = (
    "(SELECT string_to_array(nullif(current_setting('app.superior_ids', true), ''), ',')::bigint[])"
)
PREDECESSORS = (
    "(SELECT string_to_array("
    "nullif(current_setting('app.predecessor_ids', true), ''), ',')::bigint[])"
)
PLATFORM = "(SELECT current_setting('app.platform', true) = 'on')"


@dataclass(frozen=True)
class Policy:
    """One policy of a table: its name, the command it opens, and which rows."""

    name: str
    command: str
    reads: str
    writes: str | None = None

    def ddl(self, table: str) -> str:
        """The statement that creates this policy on `table`."""
        using = "" if self.command == "INSERT" else f" USING ({self.reads})"
        check = f" WITH CHECK ({self.writes})" if self.writes is not None else ""
        return f"CREATE POLICY {self.name} ON {table} FOR {self.command} TO PUBLIC{using}{check}"


OWNER = Policy("owner", "ALL", f"tenant_id = {TENANT}", f"tenant_id = {TENANT}")
"""The tenant itself reads and writes."""

ISSUED = Policy(
    "issued", "SELECT", f"issued_at IS NOT NULL AND tenant_id = ANY (COALESCE({SUPERIORS}, '{{}}'))"
)
"""The tenants below the issuer read, once it is issued."""

REGISTER = Policy("register", "SELECT", "true")
"""Everybody reads: the public list of tenants."""

PLATFORM_ONLY = Policy("platform", "ALL", PLATFORM, PLATFORM)
"""The platform reads and writes: sign-in, provisioning, the outbox sweeper."""

CODED = Policy(
    "coded", "SELECT", "code = (SELECT nullif(current_setting('app.paper_code', true), ''))"
)
"""Whoever holds the secret printed on a paper reads what the register says of it."""

PUBLISHED = Policy(
    "published",
    "SELECT",
    "public_at IS NOT NULL AND (SELECT current_setting('app.public', true) = 'on')",
)
"""On the public pages everybody reads what was published."""

PERSONAL = Policy("personal", "ALL", f"user_id = {USER}", f"user_id = {USER}")
"""The person reads and writes: sessions, tokens."""

_KEYHOLDER = f"tenant_id = {TENANT} AND (holder_id IS NULL OR holder_id = {USER})"
KEYHOLDER = Policy("keyholder", "ALL", _KEYHOLDER, _KEYHOLDER)
"""The person who holds it reads and writes, in its tenant; what nobody holds is the tenant's."""


def sent_to(column: str) -> Policy:
    """The addressee named by `column` reads, once it is sent."""
    return Policy(f"sent_{column}", "SELECT", f"sent_at IS NOT NULL AND {column} = {TENANT}")


def delivered(column: str) -> Policy:
    """A tenant reads what was issued and delivered to it; `column` names the plan."""
    return Policy(
        "delivered",
        "SELECT",
        f"issued_at IS NOT NULL AND {column} IN "
        f"(SELECT d.plan_id FROM deliveries d WHERE d.recipient_id = {TENANT})",
    )


def inherited(*words: Policy) -> Policy:
    """Whoever succeeds a closed unit reads what the unit could read by these `words`.

    Open only while the archive is (`tenants.archive.opened`); nothing is written through it.
    """
    heirs = f"= ANY (COALESCE({PREDECESSORS}, '{{}}'))"
    reads = " OR ".join(f"({word.reads.replace(f'= {TENANT}', heirs)})" for word in words)
    return Policy("inherited", "SELECT", f"{PREDECESSORS} IS NOT NULL AND ({reads})")


def lineage(column: str) -> Policy:
    """Whoever succeeds the closed unit named by `column` reads what became of its papers."""
    heirs = f"= ANY (COALESCE({PREDECESSORS}, '{{}}'))"
    return Policy("lineage", "SELECT", f"{column} {heirs}")


def fellows(column: str) -> Policy:
    """Once it is sent, the members of the cluster named by `column` read, and whoever made it."""
    return Policy(
        "fellows",
        "SELECT",
        f"sent_at IS NOT NULL AND ({column} IN "
        f"(SELECT m.cluster_id FROM cluster_members m WHERE m.member_id = {TENANT} "
        f"AND m.issued_at IS NOT NULL) OR {column} IN "
        f"(SELECT c.id FROM clusters c WHERE c.tenant_id = {TENANT}))",
    )


def linked(rows: str, table: str, column: str) -> Policy:
    """A row of `rows` is read by whoever reads a row of `table` that names it in `column`."""
    return Policy(
        f"linked_{table}",
        "SELECT",
        f"EXISTS (SELECT 1 FROM {table} link WHERE link.{column} = {rows}.id)",
    )


def under(rows: str, column: str, table: str) -> Policy:
    """A row of `rows` is read by whoever reads another tenant's row of `table` that its `column`
    names."""
    return Policy(
        f"under_{table}",
        "SELECT",
        f"EXISTS (SELECT 1 FROM {table} whole WHERE whole.id = {rows}.{column} "
        f"AND whole.tenant_id IS DISTINCT FROM {TENANT})",
    )


def subject(kind: str, table: str, column: str) -> Policy:
    """The paper of what another room issued (`subject_kind`, `subject_id`) is read by whoever reads
    another tenant's row of `table` that names it in `column`."""
    return Policy(
        f"subject_{table}",
        "SELECT",
        f"subject_kind = '{kind}' AND issued_at IS NOT NULL AND EXISTS "
        f"(SELECT 1 FROM {table} whole WHERE whole.{column} = subject_id "
        f"AND whole.tenant_id IS DISTINCT FROM {TENANT})",
    )


def crossed(column: str) -> Policy:
    """Once it is sent, a sheet (named by `column`) is read by the unit that was asked to score it
    beside its appraiser.

    Only an assignment by the sheet's own appraiser, or by who runs the cluster, opens it: whoever
    writes an assignment for itself opens nothing.
    """
    asked = (
        "(SELECT a.sheet_id, a.tenant_id FROM cross_assignments a "
        f"WHERE a.scorer_id = {TENANT} AND a.sent_at IS NOT NULL AND a.withdrawn_at IS NULL)"
    )
    return Policy(
        "crossed",
        "SELECT",
        f"sent_at IS NOT NULL AND (({column}, appraiser_id) IN {asked} "
        f"OR ({column}, province_id) IN {asked})",
    )


class _Operations(Protocol):
    def execute(self, sqltext: str) -> object: ...


def protect(
    op: _Operations,
    table: str,
    *policies: Policy,
    grants: str = "SELECT, INSERT, UPDATE, DELETE",
) -> None:
    """Enable and force row security on `table`, create its policies, grant the application's role.

    `grants` narrows what the application may do at all: an append-only table has "SELECT, INSERT".
    """
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for policy in policies:
        op.execute(policy.ddl(table))
    op.execute(f"GRANT {grants} ON {table} TO {APPLICATION_ROLE}")


def freeze(
    op: _Operations,
    table: str,
    *,
    when: str,
    except_for: Iterable[str] = (),
    unless: str = "false",
    stage: str = "frozen",
) -> None:
    """Refuse every change of a row of `table` for which `when` (over OLD) holds.

    Columns in `except_for` may still change (dispatch marks such as `sent_at`), and every column
    where `unless` (over OLD and NEW) holds: a new revision. A deletion is refused. What was issued
    or sent is immutable. A table that freezes by stages names each.
    """
    kept = ", ".join(f"'{column}'" for column in except_for)
    op.execute(
        f"""
        CREATE FUNCTION {table}_{stage}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {when} THEN
            IF TG_OP = 'DELETE' THEN
              RAISE EXCEPTION 'frozen: {table} %', OLD.id
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF NOT ({unless}) AND to_jsonb(OLD) - ARRAY[{kept}]::text[]
               IS DISTINCT FROM to_jsonb(NEW) - ARRAY[{kept}]::text[] THEN
              RAISE EXCEPTION 'frozen: {table} %', OLD.id
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$
        """
    )
    op.execute(
        f"CREATE TRIGGER {table}_{stage} BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_{stage}()"
    )


def thaw(op: _Operations, table: str, *, stage: str = "frozen") -> None:
    """Undo `freeze`, for a downgrade."""
    op.execute(f"DROP TRIGGER {table}_{stage} ON {table}")
    op.execute(f"DROP FUNCTION {table}_{stage}()")


@dataclass(frozen=True)
class TableCheck:
    """One table held against the rules of the house."""

    table: str
    policies: tuple[str, ...]
    problems: tuple[str, ...]


def check(connection: Connection, declared: dict[str, tuple[Policy, ...]]) -> list[TableCheck]:
    """Every table of the schema with its policies, and what is wrong with it.

    Compares names, commands and the presence of row security with what the models declare.
    """
    flags = {
        row.relname: (row.relrowsecurity, row.relforcerowsecurity)
        for row in connection.execute(
            text(
                "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c "
                "JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY c.relname"
            )
        )
    }
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(
        text("SELECT tablename, policyname, cmd FROM pg_policies WHERE schemaname = 'public'")
    ):
        found.setdefault(row.tablename, {})[row.policyname] = row.cmd
    flags.pop("alembic_version", None)
    return [
        TableCheck(
            table,
            tuple(sorted(found.get(table, {}))),
            _problems(enabled, forced, found.get(table, {}), declared.get(table)),
        )
        for table, (enabled, forced) in sorted(flags.items())
    ]


def _problems(
    enabled: bool, forced: bool, found: dict[str, str], declared: tuple[Policy, ...] | None
) -> tuple[str, ...]:
    problems = []
    if not enabled:
        problems.append("chưa bật bảo mật mức dòng")
    if not forced:
        problems.append("chưa bắt buộc bảo mật mức dòng với chủ bảng")
    if declared is None:
        return (*problems, "không có mô hình nào khai báo bảng này")
    expected = {policy.name: policy.command for policy in declared}
    problems += [f"thiếu chính sách {name}" for name in sorted(expected.keys() - found.keys())]
    problems += [f"thừa chính sách {name}" for name in sorted(found.keys() - expected.keys())]
    problems += [
        f"chính sách {name} mở cho {found[name]}, khai báo là {command}"
        for name, command in sorted(expected.items())
        if name in found and found[name] != command
    ]
    return tuple(problems)
