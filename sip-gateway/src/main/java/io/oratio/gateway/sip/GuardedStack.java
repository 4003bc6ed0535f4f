package io.oratio.gateway.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.util.List;
import java.util.ListIterator;
import java.util.Properties;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/// The stack with our sockets, parser, valve and routing in it. Only its transactions are used:
/// dialogs are ours, because the stack's lose ACKs on several threads, retransmit and end by their
/// own rules and never send the BYE that is due.
final class GuardedStack extends SipStackImpl implements Router {
  GuardedStack(
      String name, NetworkLayer network, MessageParserFactory parsers, SIPMessageValve valve)
      throws PeerUnavailableException {
    super(properties(name));
    this.networkLayer = network;
    setMessageParserFactory(parsers);
    this.sipMessageValves.add(valve);
  }

  private static Properties properties(String name) {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", name);
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    properties.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", QuietStackLogger.class.getName());
    properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", QuietStackLogger.class.getName());
    // Several threads lose messages of one call; one thread that hands over at once does not.
    properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
    properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
    // Half of it is the stack's limit for headers on TCP; ours, in front, is the lower one.
    properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "61440");
    properties.setProperty("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", "1048576");
    properties.setProperty("gov.nist.javax.sip.SEND_UDP_BUFFER_SIZE", "1048576");
    properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
    properties.setProperty("gov.nist.javax.sip.RELEASE_REFERENCES_STRATEGY", "None");
    return properties;
  }

  /// The destination stands on the request: dialogs know their route sets, the stack does not.
  @Override
  public Hop getNextHop(SIPRequest request) throws SipException {
    return getNextHop((Request) request);
  }

  @Override
  public Router getRouter(SIPRequest request) {
    return this;
  }

  @Override
  public Hop getNextHop(Request request) throws SipException {
    if (request instanceof SIPRequest known && known.getApplicationData() instanceof Hop hop) {
      return hop;
    }
    throw new SipException("a request of ours carries its destination");
  }

  @Override
  @Deprecated
  public ListIterator<?> getNextHops(Request request) {
    return List.of().listIterator();
  }

  @Override
  public Hop getOutboundProxy() {
    throw new UnsupportedOperationException("a request of ours carries its destination");
  }
}
