"""Every read of the directory."""

from app.directory.queries.naming import Named, OfficeRegister, office_register, people_by_office
from app.directory.queries.offices import office, office_count, office_names, offices
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
    "lineage",
    "office",
    "office_count",
    "office_names",
    "office_register",
    "offices",
    "people_by_office",
    "province_of_code",
    "province_page",
    "provinces",
    "provisioning",
    "register",
    "subordinates",
    "unit",
]
