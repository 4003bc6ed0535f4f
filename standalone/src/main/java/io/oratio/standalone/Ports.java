package io.oratio.standalone;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Finds ports that can be had: the one asked for or none, the default one or the next free.
final class Ports {
  private static final int TRIES_MAX = 100;

  private Ports() {}

  /// A port free for UDP and TCP.
  ///
  /// @param isAsked whether the user named it: then it must be this one
  static int sip(InetAddress bind, int port, boolean isAsked) throws WrongUse {
    return find("SIP", bind, port, isAsked, true);
  }

  /// A port free for TCP.
  static int http(InetAddress bind, int port, boolean isAsked) throws WrongUse {
    return find("HTTP", bind, port, isAsked, false);
  }

  /// Whether nobody has the port.
  static boolean isFree(InetAddress bind, int port, boolean udpToo) {
    try (ServerSocket tcp = new ServerSocket()) {
      tcp.setReuseAddress(true);
      tcp.bind(new InetSocketAddress(bind, port));
      if (udpToo) {
        new DatagramSocket(new InetSocketAddress(bind, port)).close();
      }
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int find(String what, InetAddress bind, int port, boolean isAsked, boolean udpToo)
      throws WrongUse {
    if (port == 0) {
      return free(what, bind, udpToo);
    }
    if (isFree(bind, port, udpToo)) {
      return port;
    }
    if (isAsked) {
      throw new WrongUse(
          what + " port " + port + " is in use: end what uses it or name another port");
    }
    for (int next = port + 1; next < port + TRIES_MAX; next++) {
      if (isFree(bind, next, udpToo)) {
        System.out.println(what + " port " + port + " is in use; taking " + next + " instead.");
        return next;
      }
    }
    throw new WrongUse(
        "no " + what + " port from " + port + " to " + (port + TRIES_MAX) + " is free");
  }

  private static int free(String what, InetAddress bind, boolean udpToo) throws WrongUse {
    for (int i = 0; i < TRIES_MAX; i++) {
      int port = anyTcp(bind);
      if (port > 0 && isFree(bind, port, udpToo)) {
        return port;
      }
    }
    throw new WrongUse("no free " + what + " port was found");
  }

  private static int anyTcp(InetAddress bind) {
    try (ServerSocket any = new ServerSocket(0, 1, bind)) {
      return any.getLocalPort();
    } catch (IOException _) {
      return 0;
    }
  }
}
