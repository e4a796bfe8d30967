"""Calendar files in the format of RFC 5545: reading what they take of the coming weeks."""
