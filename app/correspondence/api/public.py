"""JSON resources without sign-in: whether a paper is real, and what was published."""

from typing import Any

from app.access import public
from app.correspondence.api.blueprint import resources
from app.correspondence.queries import public as queries
from app.correspondence.queries.public import Known, Wanted
from app.correspondence.schemas import public as schemas
from app.correspondence.views.public import holder
from tenants.context import Acting
from tenants.db import change_actor


@resources.get("/verifications/<code>")
@public
@resources.response(200, schemas.KnownOut)
@resources.doc(summary="Sổ văn bản đi nói gì về văn bản mang mã này; chữ hoa, thường như nhau")
def verify(code: str) -> Known:
    """What the register vouches for."""
    return holder(code)


@resources.get("/published-papers")
@public
@resources.arguments(schemas.PublicationsQuery, location="query")
@resources.response(200, schemas.PublishedListOut)
@resources.doc(summary="Văn bản công khai, mới nhất trước (không cần đăng nhập)")
def published(asked: dict[str, Any]) -> Any:
    """Published papers by pages."""
    change_actor(Acting(public=True))
    wanted = Wanted(
        text=asked["q"],
        province_id=asked["province"],
        issuer_id=asked["issuer"],
        year=asked["year"],
        kind=asked["kind"],
    )
    return queries.publications(wanted, page=asked["page"], size=asked["page_size"])
