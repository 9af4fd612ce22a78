"""May it happen now? Pairs `can_x` and `check_x`, shared by the button and the action."""
