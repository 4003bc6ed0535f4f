"""Talks to an agent over the voice WebSocket: plays a question, keeps the answer.

    pip install websockets
    python voice_client.py ws://127.0.0.1:8080/ws/harbour-hotel question.wav answer.wav --seconds 12

The question is a 16-bit mono WAV file at 16 kHz, the answer becomes one at 24 kHz. Events are printed as they come.
"""

import argparse
import asyncio
import json
import wave

import websockets

FRAME_SECONDS = 0.02


async def send(socket, path, seconds, start_after):
    """Sends silence, then the question, then silence, 20 ms at a time in real time."""
    with wave.open(path) as question:
        if question.getframerate() != 16000 or question.getnchannels() != 1:
            raise SystemExit("the question must be a mono WAV file at 16 kHz")
        sound = question.readframes(question.getnframes())
    frame = int(16000 * FRAME_SECONDS) * 2
    loop = asyncio.get_running_loop()
    begin = loop.time()
    for slot in range(int(seconds / FRAME_SECONDS)):
        at = slot - int(start_after / FRAME_SECONDS)
        piece = sound[at * frame : (at + 1) * frame] if at >= 0 else b""
        await socket.send(piece.ljust(frame, b"\0"))
        await asyncio.sleep(max(0.0, begin + (slot + 1) * FRAME_SECONDS - loop.time()))
    await socket.send(json.dumps({"type": "end"}))


async def receive(socket, path):
    """Keeps the sound and prints the events until the call is over."""
    with wave.open(path, "wb") as answer:
        answer.setnchannels(1)
        answer.setsampwidth(2)
        answer.setframerate(24000)
        async for message in socket:
            if isinstance(message, bytes):
                answer.writeframes(message)
            else:
                print(message, flush=True)


async def main():
    options = argparse.ArgumentParser()
    options.add_argument("address")
    options.add_argument("question")
    options.add_argument("answer")
    options.add_argument("--seconds", type=float, default=12)
    options.add_argument("--start-after", type=float, default=5, help="silence before the question")
    options = options.parse_args()
    async with websockets.connect(options.address) as socket:
        await asyncio.gather(
            send(socket, options.question, options.seconds, options.start_after),
            receive(socket, options.answer),
        )


asyncio.run(main())
