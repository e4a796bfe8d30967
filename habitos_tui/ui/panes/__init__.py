"""The parts of a screen that know what they show: each reads its own data and does what its keys say."""
