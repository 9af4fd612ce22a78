"""The scale of all points: decimals with three places."""

from sqlalchemy import Numeric

Points = Numeric(9, 3)
