"""Rules, objectives, slots, busy time and energy."""
