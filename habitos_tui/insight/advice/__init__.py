"""Suggestions: each module knows one kind of them, and none speaks up on thin evidence.

Points are what a change is expected to be worth in a week under today's weights, in the terms of the planning model:
the worth of a session, times how much likelier it gets, times how often it is planned; and time that is freed is worth
what a minute of this person's sessions brings on average.
"""
