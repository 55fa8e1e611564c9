"""How the time that a pattern takes grows with the text, told from the pattern alone.

Python's engine tries one way after another. What it may have to try on a text of n characters is the
number of ways that lead through the pattern's automaton, and that is told by its loops (Weber and
Seidl, *On the degree of ambiguity of finite automata*, 1991):

- by two ways around one loop on the same word, the number of ways doubles with each such word;
- from one loop into another that goes on over the same word, it grows by the square, or worse. To look
  for a pattern everywhere in a text is such a loop before it: at each place all may be read again.

Where neither is so, time grows as the text does. What is proven is so; what is not may still be quick:
an automaton has a few ways more than the engine tries.
"""
