"""A language server: newslint's findings, fixes and pages in an editor, by its own protocol.

LSP 3.17 (microsoft.github.io/language-server-protocol), over stdin and stdout, built on pygls. The
event loop hears the editor; one thread lints, one text at a time.
"""
