"""HTML of a post written anew as Markdown, where nothing is lost by it."""
