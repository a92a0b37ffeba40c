"""Several `candour run` behind the balancer, as one bot: what CANDOUR_LISTEN names is the balancer's own."""

import asyncio
import os
import signal
import sys

from bench.balancer import Balancer
from tests.bot_process import CANDOUR, free_port


async def serve(processes: int) -> None:
    """Until it is asked to end; then the processes end first."""
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asked.set)
    ports = [free_port() for _ in range(processes)]
    bots = [
        await asyncio.create_subprocess_exec(
            sys.executable, *CANDOUR, "run", env={**os.environ, "CANDOUR_LISTEN": f"127.0.0.1:{port}"}
        )
        for port in ports
    ]
    balancer = Balancer(ports)
    await balancer.open(int(os.environ["CANDOUR_LISTEN"].rpartition(":")[2]))
    await asked.wait()
    for bot in bots:
        bot.terminate()
    await asyncio.gather(*(bot.wait() for bot in bots))
    await balancer.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
