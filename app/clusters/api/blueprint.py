"""The blueprint of the JSON resources of clusters."""

from app.lib.resources import Blueprint

resources = Blueprint("clusters_api", __name__, description="Cụm, khối thi đua")
