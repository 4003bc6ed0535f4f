package io.oratio.gateway.sip;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.address.SipURI;

/// Reads a message with the stack's parser and then holds it to what the rest of the edge relies
/// on. Whatever the bytes, it returns or refuses; nothing else comes out. Not thread safe: one per
/// reading thread.
final class MessageReader {
  /// The headers without which a message cannot be answered, or would be answered wrongly.
  private static final Set<Class<?>> VITAL =
      Set.of(
          From.class,
          To.class,
          CSeq.class,
          Via.class,
          CallID.class,
          ContentLength.class,
          MaxForwards.class,
          Contact.class,
          RecordRoute.class,
          RequestLine.class,
          StatusLine.class);

  private static final int DEFAULT_MAX_FORWARDS = 70;

  private final StringMsgParser parser = new StringMsgParser();
  private final ParseExceptionListener strict = MessageReader::refuseVital;

  /// Why a message is refused: the status to answer with and a fixed phrase, never the parser's.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String reason;

    Refused(int status, String reason) {
      super(reason, null, false, false);
      this.status = status;
      this.reason = reason;
    }

    int status() {
      return status;
    }

    String reason() {
      return reason;
    }
  }

  /// @param transport `UDP` or `TCP`, as the message came
  /// @param withBody false when the stack reads the body itself
  SIPMessage read(byte[] bytes, boolean withBody, String transport) throws Refused {
    HeaderCensus.demandSane(bytes);
    SIPMessage message = parse(bytes, withBody);
    if (withBody) {
      holdBody(message);
    }
    if (message instanceof SIPRequest request) {
      hold(request, transport);
    } else if (message instanceof SIPResponse response) {
      demand(response.getStatusLine() != null, 400, "Bad Request");
      holdCommon(response);
    }
    return message;
  }

  private SIPMessage parse(byte[] bytes, boolean withBody) throws Refused {
    try {
      SIPMessage message = parser.parseSIPMessage(bytes, withBody, false, strict);
      demand(message != null, 400, "Bad Request");
      return message;
    } catch (ParseException | RuntimeException | StackOverflowError e) {
      // The parser is not ours and the bytes are not theirs: whatever it throws means the same.
      throw new Refused(400, "Bad Request");
    }
  }

  /// RFC 3261 §18.3: on a datagram, less body than announced is an error and more is cut off.
  private static void holdBody(SIPMessage message) throws Refused {
    byte[] body = message.getRawContent();
    int bytes = body == null ? 0 : body.length;
    if (message.getContentLength() == null) {
      return;
    }
    int announced = message.getContentLength().getContentLength();
    demand(bytes >= announced, 400, "Body Too Short");
    if (bytes > announced) {
      message.setMessageContent(Arrays.copyOf(body, announced));
    }
  }

  private static void hold(SIPRequest request, String transport) throws Refused {
    demand(request.getRequestLine() != null, 400, "Bad Request");
    demand(request.getRequestURI() != null, 400, "Bad Request");
    if (request.getRequestURI() instanceof SipURI uri) {
      // RFC 3261 §19.1.1: headers have no place in a request URI.
      demand(!uri.getHeaderNames().hasNext(), 400, "Bad Request URI");
    }
    holdCommon(request);
    demand(request.getMethod().equals(request.getCSeq().getMethod()), 400, "CSeq Mismatch");
    demand(request.getFromTag() != null || isOld(request), 400, "Missing From Tag");
    Via via = request.getTopmostVia();
    demand(via.getHost() != null && !via.getHost().isEmpty(), 400, "Bad Via");
    demand(transport.equalsIgnoreCase(via.getTransport()), 400, "Transport Mismatch");
    if (request.getMaxForwards() == null) {
      addMaxForwards(request);
    }
    boolean needsContact = request.getMethod().equals("INVITE") && request.getToTag() == null;
    demand(!needsContact || request.getContactHeader() != null, 400, "Missing Contact");
  }

  /// RFC 2543 clients have no tags and no Max-Forwards; RFC 3261 §8.2.6.2 and §12.1.1 take them.
  private static boolean isOld(SIPRequest request) {
    return request.getTopmostVia() != null
        && (request.getTopmostVia().getBranch() == null
            || !request.getTopmostVia().getBranch().startsWith("z9hG4bK"));
  }

  private static void holdCommon(SIPMessage message) throws Refused {
    demand(message.getTopmostVia() != null, 400, "Missing Via");
    demand(message.getFrom() != null && message.getTo() != null, 400, "Missing From or To");
    demand(message.getCSeq() != null && message.getCSeq().getMethod() != null, 400, "Bad CSeq");
    boolean hasCallId =
        message.getCallId() != null
            && message.getCallId().getCallId() != null
            && !message.getCallId().getCallId().isEmpty();
    demand(hasCallId, 400, "Missing Call-ID");
  }

  private static void addMaxForwards(SIPRequest request) throws Refused {
    try {
      request.setMaxForwards(new MaxForwards(DEFAULT_MAX_FORWARDS));
    } catch (InvalidArgumentException e) {
      throw new Refused(400, "Bad Request");
    }
  }

  private static void refuseVital(
      ParseException thrown, SIPMessage message, Class<?> header, String text, String whole)
      throws ParseException {
    if (header == null || VITAL.contains(header)) {
      throw thrown;
    }
  }

  private static void demand(boolean holds, int status, String reason) throws Refused {
    if (!holds) {
      throw new Refused(status, reason);
    }
  }
}
