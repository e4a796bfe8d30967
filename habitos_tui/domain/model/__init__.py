"""What a person wants and what happened: frozen, validated values."""
