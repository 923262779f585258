"""What texts name: one small module for each type of mention, all of them rules over words and their shapes."""
