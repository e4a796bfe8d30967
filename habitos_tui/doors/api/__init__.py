"""The HTTP API: what the services can do, for programs, with JSON over HTTP and a login of its own."""
