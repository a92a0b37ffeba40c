"""What is done to a case, whoever asks for it."""
