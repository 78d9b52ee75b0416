"""Hits -> incidents that need no number: strikes, truces, vetoes, ground taken, aid kept out."""
