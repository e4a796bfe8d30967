"""From a problem to a proven week. PuLP and HiGHS live here and only here."""
