"""What an assistant such as a language model can do for one person, over the Model Context Protocol."""
