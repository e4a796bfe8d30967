"""Rhythms and seasons to draw from."""

from datetime import date
from typing import Final

from hypothesis import strategies as st

from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates, Season, TimesAMonth

beginnings: Final = st.dates(date(2020, 1, 1), date(2032, 12, 31))
rhythms: Final = st.one_of(
    st.builds(EveryWeeks, every_weeks=st.integers(2, 5), since=beginnings),
    st.builds(EveryDays, every_days=st.integers(2, 40), since=beginnings),
    st.builds(TimesAMonth, times_a_month=st.integers(1, 9)),
    st.builds(
        MonthDates,
        dates=st.lists(st.sampled_from(["1", "15", "31", "last", "first saturday"]), min_size=1, unique=True).map(
            tuple
        ),
    ),
)
year_days: Final = st.sampled_from(["01-01", "02-29", "04-01", "06-15", "09-30", "12-31"])
seasons: Final = st.builds(Season, first=year_days, last=year_days)
