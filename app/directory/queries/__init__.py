"""Every read of the directory."""

from app.directory.queries.groups import chosen_offices, group, groups
from app.directory.queries.naming import Named, OfficeRegister, office_register
from app.directory.queries.offices import office, office_count, office_names, offices
from app.directory.queries.people import (
    names_by_office,
    offices_of,
    people_by_office,
    seated,
    seats_version,
    to_settle,
)
from app.directory.queries.provinces import (
    Listed,
    ProvincePage,
    Provisioning,
    province_of_code,
    province_page,
    provinces,
    provisioning,
)
from app.directory.queries.units import (
    Relative,
    Subordinate,
    Unit,
    lineage,
    register,
    subordinates,
    unit,
)

__all__ = [
    "Listed",
    "Named",
    "OfficeRegister",
    "ProvincePage",
    "Provisioning",
    "Relative",
    "Subordinate",
    "Unit",
    "chosen_offices",
    "group",
    "groups",
    "lineage",
    "names_by_office",
    "office",
    "office_count",
    "office_names",
    "office_register",
    "offices",
    "offices_of",
    "people_by_office",
    "province_of_code",
    "province_page",
    "provinces",
    "provisioning",
    "register",
    "seated",
    "seats_version",
    "subordinates",
    "to_settle",
    "unit",
]
