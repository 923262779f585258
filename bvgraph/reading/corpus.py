"""A folder of plan texts and its manifest -> documents."""
