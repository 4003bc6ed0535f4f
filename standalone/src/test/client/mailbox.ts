import { createServer } from 'node:net';

/** A mail server of a few lines (RFC 5321): it takes every letter and gives it to whoever waits. */
export class Mailbox {
  private readonly letters: string[] = [];
  private readonly server = createServer((socket) => {
    let text = '';
    let isLetter = false;
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.write('220 here\r\n');
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (;;) {
        const end = isLetter ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
        if (end < 0) return;
        const said = text.slice(0, end);
        text = text.slice(end + (isLetter ? 5 : 2));
        if (isLetter) {
          this.letters.push(said);
          isLetter = false;
          socket.write('250 taken\r\n');
        } else if (/^DATA/i.test(said)) {
          isLetter = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(said)) {
          socket.end('221 bye\r\n');
        } else {
          socket.write('250 well\r\n');
        }
      }
    });
  });

  listen(port: number): Promise<void> {
    return new Promise((done, failed) => {
      this.server.once('error', failed);
      this.server.listen(port, '127.0.0.1', done);
    });
  }

  /** The link's token in the first letter that holds one for this page. */
  token(page: string): string | undefined {
    for (const letter of this.letters) {
      // Lines that were folded for the way (quoted-printable, RFC 2045 §6.7).
      const plain = letter.replace(/=\r\n/g, '').replace(/=3D/g, '=');
      const found = new RegExp(`/${page}#token=([A-Za-z0-9_.-]+)`).exec(plain);
      if (found?.[1]) return found[1];
    }
    return undefined;
  }

  close(): void {
    this.server.close();
  }
}
