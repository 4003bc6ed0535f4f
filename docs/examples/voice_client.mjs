// Talks to an agent over the voice WebSocket: plays a question, keeps the answer. Needs no package.
//
//   node --experimental-websocket voice_client.mjs ws://127.0.0.1:8080/ws/harbour-hotel question.wav answer.wav 12
//
// (Node 22 and newer need no flag.) The question is a 16-bit mono WAV file at 16 kHz, the answer becomes one at 24 kHz.
import { readFileSync, writeFileSync } from 'node:fs';

const [address, questionFile, answerFile, seconds = '12', startAfter = '5'] = process.argv.slice(2);
const FRAME_MS = 20;
const FRAME_BYTES = (16000 * 2 * FRAME_MS) / 1000;

/** The samples of a WAV file: what stands in its data chunk. */
function samplesOf(wav) {
  for (let at = 12; at + 8 <= wav.length; ) {
    const length = wav.readUInt32LE(at + 4);
    if (wav.toString('latin1', at, at + 4) === 'data') return wav.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  throw new Error('not a WAV file');
}

function wavOf(pcm, rate) {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + pcm.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([header, pcm]);
}

const question = samplesOf(readFileSync(questionFile));
const heard = [];
const socket = new WebSocket(address);
socket.binaryType = 'arraybuffer';

socket.onopen = () => {
  const begin = performance.now();
  let slot = 0;
  const timer = setInterval(() => {
    while (performance.now() - begin >= slot * FRAME_MS) {
      if (slot * FRAME_MS >= Number(seconds) * 1000) {
        clearInterval(timer);
        socket.send(JSON.stringify({ type: 'end' }));
        return;
      }
      const at = (slot - (Number(startAfter) * 1000) / FRAME_MS) * FRAME_BYTES;
      const frame = Buffer.alloc(FRAME_BYTES);
      if (at >= 0) question.subarray(at, at + FRAME_BYTES).copy(frame);
      socket.send(frame);
      slot += 1;
    }
  }, FRAME_MS / 2);
};

socket.onmessage = ({ data }) => {
  if (typeof data === 'string') console.log(data);
  else heard.push(Buffer.from(data));
};

socket.onerror = (event) => {
  console.error(`the socket failed: ${event.message ?? 'no reason given'}`);
  process.exitCode = 1;
};

socket.onclose = () => writeFileSync(answerFile, wavOf(Buffer.concat(heard), 24000));
