/**
 * The whole story as a program of somebody else tells it: with a client that is generated from the
 * contract, a mail server and SIPp. Each step says what it found; the first that fails ends the story.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.js';
import { Mailbox } from './mailbox.js';

// What is read as JSON; a stream, a text or a recording is asked for by `parseAs`.
type Json = 'application/json' | 'application/problem+json';
type Api = Client<paths, Json>;
type Problem = components['schemas']['Problem'];

const SERVER = setting('ORATIO_SERVER');
const SIP = setting('ORATIO_SIP');
const CALL = setting('ORATIO_CALL_SCENARIO');
const ANSWER_PORT = Number(setting('ORATIO_ANSWER_PORT'));
const MAIL_PORT = Number(setting('ORATIO_MAIL_PORT'));

const EMAIL = process.env['ORATIO_STORY_EMAIL'] ?? 'baker@example.com';
const PASSWORD = 'flour-water-salt-and-time';
const MANY = 240;

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function must(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

/** What was answered, or an end of the story with the server's own words. */
async function good<T>(asked: Promise<{ data?: T; error?: Problem; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (error !== undefined || !response.ok) {
    throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
  }
  return data as T;
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < MANY; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(250);
  }
  throw new Error(`${what} did not come within ${MANY / 4} s`);
}

function client(token?: string): Api {
  return createClient<paths, Json>({
    baseUrl: SERVER,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });
}

/** The events of a stream, as far as somebody reads it. */
async function* events(stream: ReadableStream<Uint8Array>): AsyncGenerator<{ event: string; data: string }> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const of = (field: string) =>
        lines.filter((it) => it.startsWith(`${field}: `)).map((it) => it.slice(field.length + 2));
      if (of('data').length > 0) yield { event: of('event')[0] ?? 'message', data: of('data').join('\n') };
    }
  }
}

function sipp(words: string[]): ChildProcess {
  return spawn('sipp', [...words, '-i', '127.0.0.1', '-mi', '127.0.0.1', '-m', '1', '-nostdin'], {
    stdio: 'ignore',
  });
}

function ended(process: ChildProcess): Promise<number | null> {
  return process.exitCode !== null
    ? Promise.resolve(process.exitCode)
    : new Promise((done) => process.once('exit', done));
}

const mailbox = new Mailbox();
const answerers: ChildProcess[] = [];

async function register(): Promise<Api> {
  const nobody = client();
  await good(
    nobody.POST('/api/auth/register', {
      body: { email: EMAIL, password: PASSWORD, name: 'Ada', tenantName: 'Bakery' },
    }),
  );
  const early = await nobody.POST('/api/auth/login', { body: { email: EMAIL, password: PASSWORD } });
  must(early.response.status === 403, `signing in before the address is proven is ${early.response.status}`);
  const token = await until('the letter', async () => mailbox.token('verify'));
  await good(nobody.POST('/api/auth/verify', { body: { token } }));
  const signedIn = await good(
    nobody.POST('/api/auth/login', { body: { email: EMAIL, password: PASSWORD, session: 'token' } }),
  );
  must(signedIn.accessToken && signedIn.refreshToken, 'signing in gives no tokens');
  const fresh = await good(
    nobody.POST('/api/auth/refresh', { body: { refreshToken: signedIn.refreshToken } }),
  );
  must(fresh.accessToken, 'refreshing gives no token');
  must(fresh.me.role === 'owner', `who registers is ${fresh.me.role}`);
  return client(fresh.accessToken);
}

async function createAgent(owner: Api): Promise<string> {
  const agent: components['schemas']['NewAgent'] = {
    agentName: 'Bakery',
    agentType: 'both',
    language: 'en-GB',
    sop: 'You are the bakery on Mill Lane. Greet. Tell opening hours and prices. Take no orders.',
    greeting: 'Mill Lane Bakery, good morning.',
    humanHandoffEnabled: true,
    humanHandoffConditions: ['The caller wants to speak to a person.'],
    humanHandoffDescription: 'The baker calls back.',
    folderFileDescriptions: { prices: { '2026.md': 'What everything costs.' } },
    questionsAndAnswers: [
      { questions: ['When are you open?', 'What are your opening hours?'], answer: 'We open at six every day.' },
    ],
  };
  const accepted = await good(
    owner.POST('/api/agents', {
      body: {
        agent,
        files: [
          new File(['# Prices\n\nA rye loaf costs four pounds twenty. A bun costs ninety pence.\n'], 'prices/2026.md'),
          new File(['We bake with spelt, rye and wheat. Our rye bread has no milk in it.\n'], 'flour.txt'),
        ],
      },
      bodySerializer: (body) => {
        const form = new FormData();
        if (!('agent' in body)) throw new Error('not a form');
        form.set('agent', new Blob([JSON.stringify(body.agent)], { type: 'application/json' }));
        for (const file of body.files ?? []) form.append('files', file);
        return form;
      },
    }),
  );
  const path = { agentId: accepted.agentId };
  await until('the agent', async () => {
    const creation = await good(owner.GET('/api/agents/{agentId}/creation', { params: { path } }));
    must(creation.status !== 'failed', `the creation failed: ${JSON.stringify(creation.steps)}`);
    return creation.status === 'completed' ? creation : undefined;
  });
  const documents = await good(owner.GET('/api/agents/{agentId}/documents', { params: { path } }));
  const files = documents.data.filter((it) => it.source === 'file');
  must(files.length === 2 && files.every((it) => it.state === 'ready'), `documents: ${JSON.stringify(files)}`);
  must(
    files.some((it) => it.path.endsWith('prices/2026.md') && it.description === 'What everything costs.'),
    `a nested file lost its place or description: ${JSON.stringify(files)}`,
  );
  const found = await good(
    owner.POST('/api/agents/{agentId}/knowledge/search', {
      params: { path },
      body: { query: 'How much is a rye loaf?' },
    }),
  );
  must(found.passages[0]?.text.includes('four pounds twenty'), `found ${JSON.stringify(found)}`);
  return accepted.agentId;
}

async function publish(owner: Api, agentId: string): Promise<void> {
  const path = { agentId };
  const before = await owner.GET('/api/agents/{agentId}', { params: { path } });
  const etag = before.response.headers.get('ETag');
  must(etag, 'an agent has no ETag');
  const changed = await good(
    owner.PATCH('/api/agents/{agentId}', {
      params: { path, header: { 'If-Match': etag } },
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: { greeting: 'Mill Lane Bakery, good evening.', personality: null },
    }),
  );
  const late = await owner.PATCH('/api/agents/{agentId}', {
    params: { path, header: { 'If-Match': etag } },
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body: { agentName: 'Too late' },
  });
  must(late.response.status === 412, `a stale change is answered ${late.response.status}`);
  must(changed.latestVersion, 'a changed agent has no version');
  const version = changed.latestVersion;
  const published = await until('the version', async () => {
    const answer = await owner.POST('/api/agents/{agentId}/versions/{version}/publish', {
      params: { path: { agentId, version } },
    });
    // Until its documents are indexed.
    if (answer.response.status === 409) return undefined;
    return good(Promise.resolve(answer));
  });
  must(published.state === 'published', `it is ${published.state}`);
}

async function makeKey(owner: Api): Promise<Api> {
  const key = await good(
    owner.POST('/api/api-keys', {
      body: {
        name: 'Shop',
        kind: 'secret',
        scopes: ['chat:write', 'conversations:read', 'sessions:read', 'calls:read', 'calls:write'],
      },
    }),
  );
  must(key.key?.startsWith('ork_live_'), 'the key is not shown');
  const program = client(key.key);
  const refused = await program.GET('/api/agents');
  must(refused.response.status === 403, `a key without the scope is answered ${refused.response.status}`);
  must(refused.error?.error.code === 'SCOPE_MISSING', `with ${JSON.stringify(refused.error)}`);
  return program;
}

async function chat(program: Api, agentId: string): Promise<void> {
  const path = { agentId };
  const whole = await good(
    program.POST('/chat/{agentId}', { params: { path }, body: { message: 'When are you open?' } }),
  );
  must(whole.answer.includes('six'), `it answers ${whole.answer}`);
  const { data: stream, response } = await program.POST('/chat/{agentId}', {
    params: { path },
    headers: { Accept: 'text/event-stream' },
    body: { message: 'How much is a rye loaf?', sessionId: whole.sessionId },
    parseAs: 'stream',
  });
  must(response.ok && stream, `a stream is answered ${response.status}`);
  const seen: { event: string; data: string }[] = [];
  for await (const event of events(stream)) {
    seen.push(event);
    if (event.event === 'end') break;
  }
  must(seen.some((it) => it.event === 'message_delta'), `no words in ${JSON.stringify(seen)}`);
  must(seen.at(-1)?.data.includes('four pounds twenty'), `the end is ${JSON.stringify(seen.at(-1))}`);
  const messages = await good(
    program.GET('/api/conversations/{conversationId}/messages', {
      params: { path: { conversationId: whole.sessionId } },
    }),
  );
  must(messages.data.length >= 4, `${messages.data.length} messages are kept`);
}

async function beCalled(owner: Api, program: Api, agentId: string): Promise<string> {
  const trunk = await good(
    owner.POST('/api/trunks', {
      body: {
        name: 'SIPp',
        host: '127.0.0.1',
        port: ANSWER_PORT,
        allowedSources: ['127.0.0.1/32'],
        codecs: ['PCMU'],
        callerId: '+12025550100',
        country: 'US',
      },
    }),
  );
  await good(owner.POST('/api/numbers', { body: { pattern: 'bakery', agentId, trunkId: trunk.trunkId } }));
  // In force within two seconds.
  await pause(2_500);
  const watching = new AbortController();
  const { data: live } = await owner.GET('/api/live/events', {
    headers: { Accept: 'text/event-stream' },
    parseAs: 'stream',
    signal: watching.signal,
  });
  must(live, 'there is no live stream');
  const spoken = (async () => {
    for await (const event of events(live)) {
      if (event.data.includes('good evening')) return;
    }
    throw new Error('the live stream ended before anybody spoke');
  })();
  spoken.catch(() => {});
  const call = sipp([SIP, '-s', 'bakery', '-sf', CALL, '-timeout', '60s']);
  must((await ended(call)) === 0, 'SIPp says that the call failed');
  await Promise.race([
    spoken,
    pause(20_000, undefined, { ref: false }).then(() => {
      throw new Error('the greeting was not seen live');
    }),
  ]);
  watching.abort();
  const session = await until('the session of the call', async () => {
    const page = await good(
      program.GET('/api/sessions', { params: { query: { agentId, channel: 'sip', limit: 5 } } }),
    );
    return page.data.find((it) => it.endTime !== undefined);
  });
  must(session.ending?.result === 'completed', `it ended ${JSON.stringify(session.ending)}`);
  return session.sessionId;
}

async function readSession(program: Api, sessionId: string): Promise<void> {
  const path = { sessionId };
  const transcript = await good(program.GET('/api/sessions/{sessionId}/transcript', { params: { path } }));
  must(transcript.turns.some((it) => it.role === 'assistant' && it.content.includes('good evening')), 'no greeting');
  must(transcript.turns.some((it) => it.role === 'user'), `the caller was not heard: ${JSON.stringify(transcript)}`);
  const { data: vtt } = await program.GET('/api/sessions/{sessionId}/transcript', {
    params: { path, query: { format: 'vtt' } },
    parseAs: 'text',
  });
  must(vtt?.startsWith('WEBVTT'), 'no WebVTT');
  const found = await good(program.GET('/api/sessions', { params: { query: { q: 'evening' } } }));
  must(found.data.some((it) => it.sessionId === sessionId), 'a search for what was said does not find it');
  const part = await program.GET('/api/sessions/{sessionId}/recording', {
    params: { path, header: { Range: 'bytes=0-43' } },
    parseAs: 'arrayBuffer',
  });
  must(part.response.status === 206 && part.data, `a range is answered ${part.response.status}`);
  const head = new DataView(part.data);
  must(part.data.byteLength === 44 && head.getUint32(0) === 0x52494646, 'the first bytes are no WAV');
  must(head.getUint16(22, true) === 2, 'the recording has not two channels');
  const link = await good(
    program.POST('/api/sessions/{sessionId}/recording/link', { params: { path }, body: { expiresInSeconds: 60 } }),
  );
  const whole = await fetch(new URL(link.url, SERVER));
  const bytes = (await whole.arrayBuffer()).byteLength;
  must(whole.ok && bytes > 8_000 * 2 * 2, `the linked recording has ${bytes} bytes`);
}

async function callOut(program: Api, agentId: string): Promise<void> {
  const answerer = sipp(['-sn', 'uas', '-p', String(ANSWER_PORT), '-timeout', '90s']);
  answerers.push(answerer);
  const header = { 'Idempotency-Key': 'order-4711' };
  const body = { agentId, to: '+12025550143', metadata: { order: '4711' } };
  const asked = await good(program.POST('/api/calls', { params: { header }, body }));
  const again = await program.POST('/api/calls', { params: { header }, body });
  must(again.data?.callId === asked.callId, 'the same key made another call');
  must(again.response.headers.get('Idempotent-Replayed') === 'true', 'a replay does not say so');
  const path = { callId: asked.callId };
  const reached = async (status: components['schemas']['CallStatus']) =>
    until(`'${status}'`, async () => {
      const call = await good(program.GET('/api/calls/{callId}', { params: { path } }));
      must(!['busy', 'no_answer', 'declined', 'failed'].includes(call.status), `the call is ${JSON.stringify(call)}`);
      return call.status === status ? call : undefined;
    });
  const answered = await reached('answered');
  const sessionId = answered.sessionId;
  must(sessionId, `an answered call has no session: ${JSON.stringify(answered)}`);
  await good(program.POST('/api/calls/{callId}/say', { params: { path }, body: { text: 'Your bread is ready.' } }));
  await until('the words on the call', async () => {
    const turns = await good(program.GET('/api/sessions/{sessionId}/turns', { params: { path: { sessionId } } }));
    return turns.data.find((it) => it.content.includes('bread is ready'));
  });
  await good(program.POST('/api/calls/{callId}/hangup', { params: { path } }));
  const over = await reached('completed');
  must(over.endedAt && over.sessionId === sessionId, `the call lacks something: ${JSON.stringify(over)}`);
  must((await ended(answerer)) === 0, 'SIPp says that the call to it failed');
}

async function handOff(owner: Api, program: Api, agentId: string): Promise<void> {
  const answer = await good(
    program.POST('/chat/{agentId}', {
      params: { path: { agentId } },
      body: { message: 'I want to speak to a person, please.' },
    }),
  );
  must(answer.handoff.requested, `asking for a person is answered ${JSON.stringify(answer)}`);
  const notification = await until('the notification', async () => {
    const page = await good(owner.GET('/api/notifications', { params: { query: { status: 'unread' } } }));
    return page.data.find((it) => it.sessionId === answer.sessionId);
  });
  const path = { notificationId: notification.notificationId };
  const claimed = await good(owner.POST('/api/notifications/{notificationId}/claim', { params: { path } }));
  must(claimed.claimedBy, 'nobody has claimed it');
  const seen = await good(owner.PATCH('/api/notifications/{notificationId}/acknowledge', { params: { path } }));
  must(seen.status === 'acknowledged', `it is ${seen.status}`);
}

async function step<T>(name: string, tell: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  try {
    const found = await tell();
    console.log(`done: ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    return found;
  } catch (failure) {
    console.log(`FAILED: ${name}: ${failure instanceof Error ? failure.message : String(failure)}`);
    throw failure;
  }
}

async function story(): Promise<void> {
  await mailbox.listen(MAIL_PORT);
  const owner = await step('registers, proves the address, signs in and refreshes', register);
  const agentId = await step('creates an agent from a procedure with documents', () => createAgent(owner));
  await step('changes it and publishes the change', () => publish(owner, agentId));
  const program = await step('makes a key', () => makeKey(owner));
  await step('chats, whole and streamed', () => chat(program, agentId));
  const sessionId = await step('is called', () => beCalled(owner, program, agentId));
  await step('reads the session, its transcript and its recording', () => readSession(program, sessionId));
  await step('calls out', () => callOut(program, agentId));
  await step('hands over to a person', () => handOff(owner, program, agentId));
  await good(owner.POST('/api/auth/logout', { body: {} }));
  console.log('THE STORY IS TOLD');
}

story()
  .catch((failure: unknown) => {
    console.error(failure);
    process.exitCode = 1;
  })
  .finally(() => {
    mailbox.close();
    answerers.forEach((it) => it.kill());
    // Connections that are kept open would hold the process.
    setTimeout(() => process.exit(), 500);
  });
