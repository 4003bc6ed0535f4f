package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageChannel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Gives the stack parsers that answer bad messages themselves, or not at all, and tell the stack
/// "nothing here": its own automatic answer would quote the parser's error text with a bare LF,
/// repeat the whole message and go out to strangers.
final class GuardedParsers implements MessageParserFactory {
  private final SourceGate gate;
  private final GatedDatagramSocket udp;
  private final SipCounters counters;
  private final String server;

  GuardedParsers(SourceGate gate, GatedDatagramSocket udp, SipCounters counters, String server) {
    this.gate = gate;
    this.udp = udp;
    this.counters = counters;
    this.server = server;
  }

  @Override
  public MessageParser createMessageParser(SIPTransactionStack stack) {
    return new Guarded();
  }

  private final class Guarded implements MessageParser {
    private final MessageReader reader = new MessageReader();

    // The stack's interface knows no nullness: null is its word for "no message".
    @Override
    public @Nullable SIPMessage parseSIPMessage(
        byte[] bytes, boolean withBody, boolean strict, ParseExceptionListener channel) {
      return channel instanceof UDPMessageChannel
          ? datagram(bytes, withBody)
          : connection(bytes, withBody);
    }

    private @Nullable SIPMessage datagram(byte[] bytes, boolean withBody) {
      udp.taken();
      InetSocketAddress origin = Origin.read(bytes);
      byte[] message = Origin.strip(bytes);
      try {
        return reader.read(message, withBody, "UDP");
      } catch (MessageReader.Refused refused) {
        counters.count(SipCounter.BAD_MESSAGE);
        if (gate.deservesRefusal(origin.getAddress())) {
          RawMessage.of(message)
              .refusal(refused.status(), refused.reason(), origin, server)
              .ifPresent(answer -> udp.reply(answer, origin));
        }
        return null;
      }
    }

    /// What comes here was read once by [FramedInput], which refuses; this is the second reading.
    private @Nullable SIPMessage connection(byte[] bytes, boolean withBody) {
      try {
        return reader.read(bytes, withBody, "TCP");
      } catch (MessageReader.Refused refused) {
        counters.count(SipCounter.BAD_MESSAGE);
        return null;
      }
    }
  }
}
