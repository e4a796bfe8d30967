"""The fields of the behavior form as data: a module per group, with its rows and its way to a behavior and back."""
