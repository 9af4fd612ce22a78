"""Every route declares who may enter: exactly one of `requires`, `signed_in`, `public`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, g
from flask_login import current_user

from app.access.permissions import Permission
from app.lib.errors import NotAllowed, NotSignedIn

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
View = Callable[Parameters, Result]

PUBLIC = "public"
SIGNED_IN = "signed_in"
FRAMEWORK_ENDPOINTS = frozenset({"static"})


def _declare(access: str, guard: Callable[[], None]) -> Callable[[View[..., Any]], View[..., Any]]:
    def decorate(view: View[..., Any]) -> View[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            guard()
            return view(*args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return decorate


def _check_signed_in() -> None:
    if not current_user.is_authenticated:
        raise NotSignedIn("Mời bạn đăng nhập để tiếp tục.")


def requires(*permissions: Permission) -> Callable[[View[..., Any]], View[..., Any]]:
    """Let in a person who has any of `permissions` in the tenant for which they act.

    Raises NotSignedIn for a stranger, NotAllowed for the wrong role.
    """

    def guard() -> None:
        _check_signed_in()
        if not g.permissions & frozenset(permissions):
            raise NotAllowed(
                "Vai trò của bạn trong đơn vị này chưa được giao việc này. "
                "Hãy liên hệ người quản trị của đơn vị."
            )

    return _declare(",".join(permissions), guard)


signed_in = _declare(SIGNED_IN, _check_signed_in)
public = _declare(PUBLIC, lambda: None)


def may(permission: Permission) -> bool:
    """Whether the present person has `permission`: for buttons and menus."""
    return permission in g.get("permissions", frozenset())


def declared_access(app: Flask, endpoint: str) -> str | None:
    """What the route `endpoint` declares; None where it declares nothing."""
    if endpoint in FRAMEWORK_ENDPOINTS or endpoint.endswith(".static"):
        return PUBLIC
    view = app.view_functions[endpoint]
    access: str | None = getattr(view, "access", None)
    if access is None and hasattr(view, "view_class"):
        access = getattr(view.view_class, "access", None)
    return access


def undeclared(app: Flask) -> list[str]:
    """The routes that declare no access: there must be none."""
    return sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if declared_access(app, rule.endpoint) is None
    )
