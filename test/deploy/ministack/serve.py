"""Runs ministack while standard input is open, so that it ends with its parent, however that ends."""

import os
import sys
import threading

from ministack.app import main


def end_with_input():
    sys.stdin.buffer.read()
    # sys.exit would end only this thread.
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
main()
