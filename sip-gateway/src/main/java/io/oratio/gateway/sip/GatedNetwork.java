package io.oratio.gateway.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// Hands the stack the sockets that were bound for it. TLS is not spoken here.
final class GatedNetwork implements NetworkLayer {
  private static final int CONNECT_TIMEOUT_MS = 4000;

  private final GatedDatagramSocket udp;
  private final GatedServerSocket tcp;

  GatedNetwork(GatedDatagramSocket udp, GatedServerSocket tcp) {
    this.udp = udp;
    this.tcp = tcp;
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress bindAddress) {
    return tcp;
  }

  @Override
  public DatagramSocket createDatagramSocket(int port, InetAddress laddr) {
    return udp;
  }

  @Override
  public DatagramSocket createDatagramSocket() throws SocketException {
    throw new SocketException("the stack sends from the bound socket only");
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    return tcp.connect(address, port, CONNECT_TIMEOUT_MS);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress)
      throws IOException {
    return createSocket(address, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress myAddress, int myPort)
      throws IOException {
    return createSocket(address, port);
  }

  @Override
  public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress bindAddress)
      throws IOException {
    throw new IOException("no TLS");
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
    throw new IOException("no TLS");
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress localAddress)
      throws IOException {
    throw new IOException("no TLS");
  }

  @Override
  public void setSipStack(SipStackImpl sipStackImpl) {}
}
