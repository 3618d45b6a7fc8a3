"""One module per kernel; what several kernels share is a level above."""
