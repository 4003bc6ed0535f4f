package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// Their requests within a dialog: what is wrong with one is said in the order of RFC 3261 §12.2.2
/// and §8.2, the rest goes where it belongs. Touched on the dialog's mailbox only.
final class InDialogRequests {
  /// Where the dialog stands.
  enum Standing {
    /// Nothing has been answered yet.
    UNANSWERED,
    /// Answered, and the ACK is awaited.
    ANSWERED,
    TALKING,
    /// Our BYE is on its way: only theirs is still taken.
    ENDING,
    ENDED
  }

  private final Leg leg;
  private final InDialogSender sender;
  private final Reoffers reoffers;
  private final InfoDigits infoDigits;
  private final Transfer transfer;
  private final BiConsumer<SIPRequest, ServerTransaction> hungUp;

  InDialogRequests(
      Leg leg,
      InDialogSender sender,
      Reoffers reoffers,
      InfoDigits infoDigits,
      Transfer transfer,
      BiConsumer<SIPRequest, ServerTransaction> hungUp) {
    this.leg = leg;
    this.sender = sender;
    this.reoffers = reoffers;
    this.infoDigits = infoDigits;
    this.transfer = transfer;
    this.hungUp = hungUp;
  }

  void take(SIPRequest request, ServerTransaction transaction, Standing standing) {
    List<String> unknown = Headers.notUnderstood(request);
    boolean isBye = request.getMethod().equals(Request.BYE);
    if (standing == Standing.ENDED || standing == Standing.ENDING && !isBye) {
      answer(request, transaction, 481, "Call Does Not Exist", "");
    } else if (!leg.advances(request.getCSeq().getSeqNumber())) {
      answer(request, transaction, 500, "Request Out Of Order", "");
    } else if (!unknown.isEmpty()) {
      String fields = "Unsupported: " + String.join(", ", unknown) + "\r\n";
      answer(request, transaction, 420, "Bad Extension", fields);
    } else {
      dispatch(request, transaction, standing);
    }
  }

  private void dispatch(SIPRequest request, ServerTransaction transaction, Standing standing) {
    switch (request.getMethod()) {
      case Request.BYE -> hungUp.accept(request, transaction);
      case Request.INVITE, Request.UPDATE ->
          reoffers.asked(
              request, transaction, standing == Standing.TALKING, standing == Standing.UNANSWERED);
      case Request.INFO -> infoDigits.received(request, transaction);
      case Request.NOTIFY -> transfer.notified(request, transaction);
      case Request.OPTIONS ->
          answer(
              request,
              transaction,
              Response.OK,
              "OK",
              sender.capabilities() + "Accept: application/sdp\r\n");
      case Request.REFER -> answer(request, transaction, Response.DECLINE, "Decline", "");
      case Request.MESSAGE, Request.SUBSCRIBE, Request.PUBLISH, Request.REGISTER, Request.PRACK ->
          answer(request, transaction, 405, "Method Not Allowed", sender.allow());
      default -> answer(request, transaction, 501, "Not Implemented", sender.allow());
    }
  }

  private void answer(
      SIPRequest request, ServerTransaction transaction, int status, String why, String fields) {
    sender.respond(transaction, sender.response(request, status, why, fields));
  }
}
