"""One session: details, logging and skipping; shared by Today, Week and Log."""
