"""The way to a proven plan: relax, restrict, improve, prove, settle ties."""
