"""Who ought to see a row, reckoned from all rows outside of the database's policies.

An independent telling of `tenants.rls`, in Python: what a policy shows to a tenant must be what
this says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, MetaData, select

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Reader:
    """Whose eyes are meant."""

    tenant_id: int
    superior_ids: tuple[int, ...]
    user_id: int
    predecessor_ids: tuple[int, ...] = ()
    """The closed units in whose archive it reads; none while the archive is shut."""
    paper_code: str = ""
    """The secret of one paper that somebody without sign-in holds."""
    public: bool = False
    """Whether somebody without sign-in looks at the public pages."""


@dataclass
class Ledger:
    """Every row of every table, as the servers' superuser reads them."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def read(cls, connection: Connection, metadata: MetaData) -> "Ledger":
        """All rows, without file contents."""
        ledger = cls()
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if column.name != "content"]
            rows = connection.execute(select(*columns).order_by(*table.primary_key)).mappings()
            ledger.rows[table.name] = list(rows)
        return ledger

    def visible(self, table: str, words: Iterable[str], reader: Reader) -> set[Any]:
        """The keys of the rows of `table` that `reader` ought to see, by the table's words."""
        seen: set[Any] = set()
        for word in words:
            seen |= {key(table, row) for row in self.rows[table] if self._opens(word, row, reader)}
        return seen

    def _opens(  # noqa: C901 - one case a word, as the policies are
        self, word: str, row: Row, reader: Reader
    ) -> bool:
        match word.split("_", 1):
            case ["owner"]:
                return row["tenant_id"] == reader.tenant_id
            case ["keyholder"]:
                is_mine = row["holder_id"] in (None, reader.user_id)
                return row["tenant_id"] == reader.tenant_id and is_mine
            case ["issued"]:
                return row["issued_at"] is not None and row["tenant_id"] in reader.superior_ids
            case ["sent", column]:
                return row["sent_at"] is not None and row[column] == reader.tenant_id
            case ["fellows"]:
                return row["sent_at"] is not None and self._shares_cluster(row, reader)
            case ["delivered"]:
                plan_id = row.get("plan_id", row["id"])
                return row["issued_at"] is not None and plan_id in self._delivered_to(reader)
            case ["inherited"]:
                return any(self._could_read(row, closed) for closed in reader.predecessor_ids)
            case ["lineage"]:
                return row["predecessor_id"] in reader.predecessor_ids
            case ["urged"]:
                return row["issued_at"] is not None and any(
                    each["urging_id"] == row["id"] and each["recipient_id"] == reader.tenant_id
                    for each in self.rows["urging_deliveries"]
                )
            case ["crossed"]:
                return row["sent_at"] is not None and self._is_to_be_scored_by(row, reader)
            case ["linked", table]:
                return self._is_linked(table, row, reader)
            case ["under", table]:
                return self._is_under(table, row, reader)
            case ["subject", table]:
                return row["issued_at"] is not None and self._is_subject(table, row, reader)
            case ["coded"]:
                return bool(reader.paper_code) and row["code"] == reader.paper_code
            case ["published"]:
                return reader.public and row["public_at"] is not None
            case ["register"]:
                return True
            case ["personal"] | ["own", "membership"]:
                return row["user_id"] == reader.user_id
            case ["account"]:
                return row["id"] == reader.user_id
            case ["colleague"]:
                return row["id"] in {
                    each["user_id"]
                    for each in self.rows["memberships"]
                    if each["tenant_id"] == reader.tenant_id
                }
            case ["platform"]:
                return False
        raise AssertionError(f"the oracle does not know the word {word}")

    def _could_read(self, row: Row, closed: int) -> bool:
        """Whether a closed unit owned the row, was sent it, or was given the plan to which it
        belongs."""
        addressees = (row.get("addressee_id"), row.get("recipient_id"))
        is_of_a_plan = "issued_at" in row and "revision" in row
        return (
            row["tenant_id"] == closed
            or (row.get("sent_at") is not None and closed in addressees)
            or (is_of_a_plan and self._opens("delivered", row, Reader(closed, (), 0)))
        )

    def predecessors(self, tenant_id: int, on: date) -> tuple[int, ...]:
        """The closed units whose place a unit takes on the day, and whose place those had taken.

        By the register; what it leaves without a successor falls to the unit above.
        """
        named = {row["predecessor_id"] for row in self.rows["successions"]}
        ceased = {
            row["id"]: row["parent_id"]
            for row in self.rows["tenants"]
            if row["valid_to"] is not None and row["valid_to"] < on
        }
        pairs = {
            (row["predecessor_id"], row["successor_id"])
            for row in self.rows["successions"]
            if row["predecessor_id"] in ceased
        } | {(closed, above) for closed, above in ceased.items() if closed not in named}
        found: set[int] = set()
        wave = {tenant_id}
        while wave:
            wave = {closed for closed, heir in pairs if heir in wave} - found
            found |= wave
        return tuple(sorted(found))

    def _shares_cluster(self, row: Row, reader: Reader) -> bool:
        """Whether the reader is a member of the row's cluster, or has made the cluster."""
        is_member = any(
            each["cluster_id"] == row["cluster_id"]
            and each["member_id"] == reader.tenant_id
            and each["issued_at"] is not None
            for each in self.rows["cluster_members"]
        )
        return is_member or any(
            each["id"] == row["cluster_id"] and each["tenant_id"] == reader.tenant_id
            for each in self.rows["clusters"]
        )

    def _is_to_be_scored_by(self, row: Row, reader: Reader) -> bool:
        """Whether the appraiser, or who runs the cluster, asks the reader to score the sheet."""
        sheet_id = row.get("sheet_id", row["id"])
        return any(
            each["sheet_id"] == sheet_id
            and each["scorer_id"] == reader.tenant_id
            and each["tenant_id"] in (row["appraiser_id"], row["province_id"])
            and each["sent_at"] is not None
            and each["withdrawn_at"] is None
            for each in self.rows["cross_assignments"]
        )

    def _delivered_to(self, reader: Reader) -> set[int]:
        return {
            each["plan_id"]
            for each in self.rows["deliveries"]
            if each["recipient_id"] == reader.tenant_id
        }

    def _is_linked(self, table: str, row: Row, reader: Reader) -> bool:
        column = "paper_id" if table == "paper_recipients" else "file_id"
        return any(
            link[column] == row["id"]
            and any(self._opens(word, link, reader) for word in LINK_READERS[table])
            for link in self.rows[table]
        )

    def _is_subject(self, table: str, row: Row, reader: Reader) -> bool:
        kind, column, words = SUBJECT_READERS[table]
        return row["subject_kind"] == kind and any(
            whole[column] == row["subject_id"]
            and whole["tenant_id"] != reader.tenant_id
            and any(self._opens(word, whole, reader) for word in words)
            for whole in self.rows[table]
        )

    def _is_under(self, table: str, row: Row, reader: Reader) -> bool:
        return any(
            whole["id"] == row["paper_id"]
            and whole["tenant_id"] != reader.tenant_id
            and any(self._opens(word, whole, reader) for word in WHOLE_READERS[table])
            for whole in self.rows[table]
        )


LINK_READERS = {
    "sheet_evidence": ("owner", "sent_province_id", "sent_appraiser_id", "crossed"),
    "plan_messages": ("owner", "sent_addressee_id"),
    "petition_files": ("owner", "sent_province_id"),
    "paper_files": ("owner", "under_outgoing_papers"),
    "paper_recipients": ("owner", "sent_addressee_id", "inherited"),
}
"""Who reads the rows that open another row, by table."""

WHOLE_READERS = {
    "outgoing_papers": (
        *("owner", "linked_paper_recipients", "inherited"),
        *("coded", "published", "subject_plans", "subject_submissions", "subject_announcements"),
        *("subject_cluster_notices", "subject_cluster_plans", "subject_cluster_minutes"),
    ),
}
"""Who reads the whole to which a row belongs, by table."""

SUBJECT_READERS = {
    "plans": ("plans", "id", ("delivered", "sent_addressee_id", "inherited")),
    "submissions": ("reports", "report_id", ("sent_addressee_id", "inherited")),
    "announcements": ("announcements", "id", ("issued",)),
    "cluster_notices": ("cluster_notices", "id", ("issued",)),
    "cluster_plans": ("cluster_plans", "id", ("fellows",)),
    "cluster_minutes": ("cluster_minutes", "meeting_id", ("fellows",)),
}
"""As what the register names the rows of a table, by which column, and who reads them."""


def key(table: str, row: Row) -> Any:
    """What names a row of `table`."""
    if table == "successions":
        return row["predecessor_id"], row["successor_id"]
    return row["id"]
