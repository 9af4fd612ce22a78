"""Shapes of what the registers take and give."""

from app.registers.schemas.filters import (
    IncomingQuery,
    OutgoingQuery,
    incoming_filter,
    incoming_typed,
    outgoing_filter,
    outgoing_typed,
)
from app.registers.schemas.inputs import (
    AssignmentSchema,
    CancellationSchema,
    CompletionSchema,
    FileSchema,
    IncomingChangeSchema,
    IncomingExportSchema,
    IncomingSchema,
    OutgoingExportSchema,
    RecoverySchema,
    ReservationSchema,
)
from app.registers.schemas.outputs import (
    ExportOut,
    IncomingListOut,
    IncomingOut,
    OutgoingListOut,
    OutgoingOut,
    RecoveryOut,
    ReservedOut,
    SeriesListOut,
)

__all__ = [
    "AssignmentSchema",
    "CancellationSchema",
    "CompletionSchema",
    "ExportOut",
    "FileSchema",
    "IncomingChangeSchema",
    "IncomingExportSchema",
    "IncomingListOut",
    "IncomingOut",
    "IncomingQuery",
    "IncomingSchema",
    "OutgoingExportSchema",
    "OutgoingListOut",
    "OutgoingOut",
    "OutgoingQuery",
    "RecoveryOut",
    "RecoverySchema",
    "ReservationSchema",
    "ReservedOut",
    "SeriesListOut",
    "incoming_filter",
    "incoming_typed",
    "outgoing_filter",
    "outgoing_typed",
]
