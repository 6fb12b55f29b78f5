"""Runs ministack for as long as standard input is open: it ends with whoever started it, however that one ends."""

import os
import sys
import threading

from ministack.app import main


def end_with_input():
    sys.stdin.buffer.read()
    # Not sys.exit: from a thread it would end the thread alone.
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
main()
