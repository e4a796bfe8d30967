"""Between the app and the terminal: crashes, signals, the driver."""
