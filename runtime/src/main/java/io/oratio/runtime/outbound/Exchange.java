package io.oratio.runtime.outbound;

import io.oratio.runtime.outbound.OutboundRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/// One request on its way: hop by hop, each checked anew, until an answer is no redirect. Run by
/// one thread; ended by any.
final class Exchange {
  private final OutboundSettings settings;
  private final CheckedAddresses addresses;
  private final Connections connections;
  private final OutboundRequest request;
  private final LongSupplier nanoTime;
  private final long deadlineNanos;

  private volatile boolean wasSent;
  private volatile boolean isCancelled;
  private @Nullable HttpUriRequestBase underWay;

  Exchange(
      OutboundSettings settings,
      CheckedAddresses addresses,
      Connections connections,
      OutboundRequest request,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.addresses = addresses;
    this.connections = connections;
    this.request = request;
    this.nanoTime = nanoTime;
    var within =
        request.within().compareTo(settings.totalTime()) < 0
            ? request.within()
            : settings.totalTime();
    this.deadlineNanos = nanoTime.getAsLong() + within.toNanos();
  }

  /// What is left of its time; never below one millisecond.
  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, deadlineNanos - nanoTime.getAsLong()));
  }

  /// Closes whatever is open, from any thread.
  void cancel() {
    HttpUriRequestBase open;
    synchronized (this) {
      isCancelled = true;
      open = underWay;
    }
    if (open != null) {
      open.cancel();
    }
  }

  OutboundRefused timedOut() {
    return new OutboundRefused(
        Reason.TIMEOUT, "The address did not answer in the time allowed.", wasSent);
  }

  /// Goes the whole way.
  Answer open() throws OutboundRefused, InterruptedException {
    var hop =
        new Hop(Target.parse(request.url()), request.method(), request.headers(), request.body());
    for (int redirects = 0; ; redirects++) {
      var answer = answer(hop, redirects);
      if (!request.redirectsFollowed() || !isRedirect(answer)) {
        return answer;
      }
      answer.close();
      if (redirects == settings.redirectsAtMost()) {
        throw redirect("it redirects too often");
      }
      hop = next(hop, answer);
    }
  }

  private static boolean isRedirect(Answer answer) {
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> answer.header("location").isPresent();
      default -> false;
    };
  }

  /// One request of the way.
  private record Hop(
      Target target, String method, Map<String, String> headers, Optional<byte[]> body) {}

  // RFC 9110 §15.4: 303 turns into GET, 301 and 302 turn POST into GET, 307 and 308 keep the
  // method.
  private Hop next(Hop from, Answer answer) throws OutboundRefused {
    var to = redirectTarget(from.target(), answer.header("location").orElse(""));
    if (from.target().isTls() && !to.isTls()) {
      throw redirect("it redirects from https to http");
    }
    boolean becomesGet =
        (answer.status() == 303 && !from.method().equals("HEAD"))
            || (answer.status() <= 302 && from.method().equals("POST"));
    var hop =
        becomesGet
            ? new Hop(to, "GET", Headers.withoutBody(from.headers()), Optional.empty())
            : new Hop(to, from.method(), from.headers(), from.body());
    if (from.target().isSameOrigin(to)) {
      return hop;
    }
    if (hop.body().isPresent()) {
      throw redirect("it redirects what was sent to another origin");
    }
    return new Hop(to, hop.method(), Headers.forAnotherOrigin(hop.headers()), Optional.empty());
  }

  private Target redirectTarget(Target from, String location) throws OutboundRefused {
    try {
      return from.resolved(location);
    } catch (OutboundRefused e) {
      throw new OutboundRefused(e.reason(), "A redirect was not followed. " + e.getMessage(), true);
    }
  }

  private static OutboundRefused redirect(String why) {
    return new OutboundRefused(
        Reason.REDIRECT, "The address could not be fetched: " + why + ".", true);
  }

  private Answer answer(Hop hop, int redirects) throws OutboundRefused, InterruptedException {
    List<InetAddress> checked;
    try {
      checked = addresses.of(hop.target());
    } catch (OutboundRefused e) {
      if (redirects == 0) {
        throw e;
      }
      throw new OutboundRefused(e.reason(), "A redirect was not followed. " + e.getMessage(), true);
    }
    // Only a connection that did not come about is tried elsewhere: nothing was sent yet.
    for (int i = 0; ; i++) {
      wasSent = redirects > 0;
      try {
        return exchanged(hop, checked.get(i), redirects);
      } catch (IOException e) {
        boolean mayTryNext = isUnreachable(e) && i + 1 < checked.size() && !isCancelled;
        if (!mayTryNext || left().toMillis() <= 1) {
          throw refusal(e);
        }
      }
    }
  }

  private Answer exchanged(Hop hop, InetAddress address, int redirects) throws IOException {
    var headers = new LinkedHashMap<>(hop.headers());
    headers.put("Accept-Encoding", "gzip, deflate");
    var outgoing = connections.request(hop.target(), hop.method(), headers, hop.body(), left());
    synchronized (this) {
      if (isCancelled) {
        throw new InterruptedIOException("cancelled");
      }
      underWay = outgoing;
    }
    var response =
        connections.send(outgoing, hop.target(), address, request.tenantId(), () -> wasSent = true);
    try {
      return answered(response, outgoing, hop.target(), redirects);
    } catch (IOException e) {
      outgoing.cancel();
      closeQuietly(response);
      throw e;
    }
  }

  private Answer answered(
      ClassicHttpResponse response, HttpUriRequestBase outgoing, Target target, int redirects)
      throws IOException {
    var headers = new LinkedHashMap<String, List<String>>();
    for (var header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(header.getValue() == null ? "" : header.getValue());
    }
    var coding = String.join(",", headers.getOrDefault("content-encoding", List.of()));
    long decodedBytes =
        request.bytesAtMost() == 0
            ? settings.decodedBytes()
            : Math.min(request.bytesAtMost(), settings.decodedBytes());
    var entity = response.getEntity();
    var wire = InputStream.nullInputStream();
    var body = wire;
    if (entity != null) {
      if (entity.getContentLength() > settings.wireBytes()) {
        throw new Bodies.TooLarge(settings.wireBytes());
      }
      wire = entity.getContent();
      body = Bodies.decoded(wire, coding, settings.wireBytes(), decodedBytes);
    }
    return new Answer(
        response.getCode(),
        headers,
        body,
        wire,
        target.uri(),
        redirects,
        () -> {
          // Without the cancelling, closing would read a body to its end, however long that is.
          outgoing.cancel();
          closeQuietly(response);
        });
  }

  private static boolean isUnreachable(IOException e) {
    return e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || e instanceof ConnectTimeoutException;
  }

  /// What a broken connection means to the one who asked.
  OutboundRefused refusal(IOException e) {
    if (isCancelled || deadlineNanos - nanoTime.getAsLong() <= 0) {
      return timedOut();
    }
    return switch (e) {
      case Bodies.TooLarge it ->
          new OutboundRefused(Reason.TOO_LARGE, String.valueOf(it.getMessage()), true);
      case Bodies.UnknownCoding it ->
          new OutboundRefused(Reason.ANSWER, String.valueOf(it.getMessage()), true);
      case MessageConstraintException _ ->
          new OutboundRefused(Reason.TOO_LARGE, "The answer's header is too large.", true);
      case ConnectTimeoutException _ -> unreachable();
      case SocketTimeoutException _ -> timedOut();
      case SSLException _ ->
          new OutboundRefused(
              Reason.TLS, "No secure connection to the address could be made.", wasSent);
      case ConnectException _ -> unreachable();
      case NoRouteToHostException _ -> unreachable();
      default ->
          new OutboundRefused(
              Reason.ANSWER, "The address sent a broken answer or none at all.", wasSent);
    };
  }

  private OutboundRefused unreachable() {
    return new OutboundRefused(Reason.UNREACHABLE, "The address cannot be reached.", wasSent);
  }

  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException _) {
      // It was not read to its end, and nobody wants the rest.
    }
  }

  /// An answer whose body is still on its way.
  record Answer(
      int status,
      Map<String, List<String>> headers,
      InputStream body,
      InputStream wire,
      URI address,
      int redirects,
      Runnable end) {
    Optional<String> header(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// Takes in what ends the message on the wire once the body has been read, so that its
    /// connection can be used again.
    void readEnd() throws IOException {
      var _ = wire.read(new byte[64]);
    }

    void close() {
      end.run();
    }
  }
}
