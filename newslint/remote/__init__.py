"""The only part of newslint that touches the network: it asks for the URLs that posts link to.

`verdict.py` and `settings.py` import nothing heavy and are what the rest of newslint shares with
this package. The entry point is in `asking.py`, which alone brings in aiohttp (the extra `online`)
and is therefore imported where it is called:

    from newslint.remote.asking import ask

    asked = ask(
        [Wanted(url, new=True), …],      # each URL as it is written, its fragment included;
                                         # `seen` where a page was there the last time
        settings,                        # Settings
        surroundings=Surroundings(),     # clock, randomness, names, certificates: see there
        on_verdict=store.keep,           # called once per URL, as soon as its verdict is final
    )
    asked.verdicts                       # dict: URL as it was wanted -> Verdict
    asked.unasked                        # URLs that the budget or Ctrl-C left, in their order

`ask` raises nothing for what the network does. Ctrl-C ends it early, with what is known; it then
says `interrupted`, and does not raise KeyboardInterrupt. URLs that the settings leave out are the
caller's to leave out, by `settings.selects(url)`.
"""
