/** The X-Ray daemon on one machine: counts the segments that arrive by UDP and drops them. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export class XrayDaemon {
  private socket: Socket | undefined;
  private received = 0;

  /** Number of segments and subsegments so far. Other datagrams do not count. */
  get segments(): number {
    return this.received;
  }

  /**
   * @param port port to listen on; 0 for a free one.
   * @returns `host:port` for AWS_XRAY_DAEMON_ADDRESS.
   */
  async start(port = 0): Promise<string> {
    if (this.socket) throw new Error('The X-Ray daemon has already started: stop it first');
    const socket = createSocket('udp4', (datagram) => {
      if (isSegment(datagram)) this.received += 1;
    });
    socket.bind(port, '127.0.0.1');
    await once(socket, 'listening');
    this.socket = socket;
    return `127.0.0.1:${socket.address().port}`;
  }

  async stop(): Promise<void> {
    const socket = this.socket;
    this.socket = undefined;
    if (socket) await new Promise<void>((resolve) => socket.close(() => resolve()));
  }
}

/** A datagram is a header line (`{"format": "json", "version": 1}`), then one segment. */
function isSegment(datagram: Buffer): boolean {
  try {
    const [header = '', ...body] = datagram.toString().split('\n');
    const { format, version } = JSON.parse(header);
    return format === 'json' && version === 1 && typeof JSON.parse(body.join('\n')).id === 'string';
  } catch {
    return false;
  }
}
