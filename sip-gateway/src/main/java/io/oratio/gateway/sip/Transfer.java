package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// A blind transfer of ours (RFC 3515): the REFER and the NOTIFYs that tell how it goes. Touched on
/// the dialog's mailbox only.
final class Transfer {
  private static final int TARGET_CHARS_MAX = 512;
  private static final Pattern STATUS_LINE =
      Pattern.compile("^\\s*SIP/2\\.0 +([1-6][0-9]{2}) *([^\r\n]*)");

  private final InDialogSender sender;
  private final Consumer<SipEvent> told;
  private boolean isSubscribed;
  private boolean isRunning;

  Transfer(InDialogSender sender, Consumer<SipEvent> told) {
    this.sender = sender;
    this.told = told;
  }

  /// Sends REFER. The target goes out as it is, only in brackets.
  void start(String targetUri) {
    if (targetUri.length() > TARGET_CHARS_MAX || !targetUri.matches("[\\x21-\\x7e]+")) {
      told.accept(new SipEvent.Referring(400, "Bad Target", true));
      return;
    }
    if (isRunning) {
      told.accept(new SipEvent.Referring(491, "Another Transfer Is Running", false));
      return;
    }
    isRunning = true;
    isSubscribed = true;
    String target = targetUri.startsWith("<") ? targetUri : "<" + targetUri + ">";
    String fields =
        "Refer-To: "
            + target
            + "\r\nReferred-By: "
            + Leg.value(sender.contact())
            + "\r\n"
            + sender.contact();
    sender.send(Request.REFER, fields, "", this::answered);
  }

  private void answered(RequestSender.Outcome outcome) {
    switch (outcome) {
      case RequestSender.Outcome.Unanswered(String why) -> tell(408, why, true);
      case RequestSender.Outcome.Answered(SIPResponse response, long _) -> {
        boolean isTaken = response.getStatusCode() < 300;
        // RFC 4488: without a subscription nothing more will come.
        boolean isSilent = Headers.lists(response, "Refer-Sub", "false");
        if (!isTaken) {
          isSubscribed = false;
        }
        tell(response.getStatusCode(), response.getReasonPhrase(), !isTaken || isSilent);
      }
    }
  }

  /// A NOTIFY with a status line of the call being made.
  void notified(SIPRequest request, ServerTransaction transaction) {
    boolean isOfRefer =
        Headers.value(request, "Event").filter(event -> event.startsWith("refer")).isPresent();
    if (!isSubscribed || !isOfRefer) {
      answer(request, transaction, 481, "Subscription Does Not Exist");
      return;
    }
    answer(request, transaction, Response.OK, "OK");
    Matcher status = STATUS_LINE.matcher(Bodies.text(request));
    boolean isTerminated =
        Headers.value(request, "Subscription-State")
            .filter(state -> state.startsWith("terminated"))
            .isPresent();
    if (status.find()) {
      int code = Integer.parseInt(status.group(1));
      tell(code, status.group(2), isTerminated || code >= 200);
    } else if (isTerminated) {
      tell(Response.REQUEST_TIMEOUT, "Subscription Ended", true);
    }
  }

  private void tell(int status, String phrase, boolean last) {
    if (isRunning) {
      isRunning = !last;
      told.accept(new SipEvent.Referring(status, StatelessReplies.plain(phrase), last));
    }
  }

  private void answer(SIPRequest request, ServerTransaction transaction, int status, String why) {
    sender.respond(transaction, sender.response(request, status, why, ""));
  }
}
