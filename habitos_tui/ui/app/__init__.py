"""The app: wires the controllers and features together."""
