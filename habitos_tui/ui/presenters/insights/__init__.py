"""What the Insights screen draws: one module a panel, all of them listed in `panels`.

A panel turns an `InsightsView` into lines for a `Room`, and into a table with the same numbers. Nothing here knows a
widget; names in a view are as they were typed, and pass through `text` on their way into a line.
"""
