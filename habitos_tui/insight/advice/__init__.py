"""Suggestions: one module per kind; none suggests anything on thin evidence.

Points are the expected worth of a change per week under today's weights, in the terms of the planning model: the worth
of a session, times the gain in chance, times how often it is planned; freed time counts with the average worth of a
minute of this profile's sessions.
"""
