"""The demo province: Lạng Sơn at work in 2026, with the district Bình Gia's 2025 for history.

Written through the rooms' own actions, from facts of public plans; the people are invented.
"""
