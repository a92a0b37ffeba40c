"""What the clocks ask for."""
