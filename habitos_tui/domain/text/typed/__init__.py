"""Times, days and moments as people type them; documents know only "HH:MM" and ISO dates."""
