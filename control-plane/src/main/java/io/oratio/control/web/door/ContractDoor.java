package io.oratio.control.web.door;

import io.oratio.control.web.Admitted;
import io.oratio.control.web.Answer;
import io.oratio.control.web.Authentication;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Credentials;
import io.oratio.control.web.Endpoint;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Access;
import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Operation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The order in which a request is looked at, from what is cheap to refuse to what is dear: its id,
/// its path and method, its length, who sends it, whether they may, how often, its parameters, its
/// body. Only then its endpoint is asked. Every way out is an answer of the contract; requests for
/// other paths pass by untouched.
public final class ContractDoor implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(ContractDoor.class);

  /// Whether it is offered changes only with another process.
  private static final Duration NOT_OFFERED_FOR = Duration.ofHours(1);

  private final Contract contract;
  private final OperationTable operations;
  private final List<Authentication> authentications;
  private final RateRule rates;
  private final Cors cors;
  private final CsrfRule csrf;
  private final BodyReader bodies;
  private final AnswerWriter answers;
  private final List<RequestWatch> watches;
  private final Tools tools;

  /// What comes from outside.
  ///
  /// @param ids makes ids of requests
  public record Tools(InstantSource clock, Supplier<String> ids) {}

  /// @param parts what it is made of
  public ContractDoor(DoorParts parts) {
    this.contract = parts.contract();
    this.operations = parts.operations();
    this.authentications = List.copyOf(parts.authentications());
    this.rates = new RateRule(parts.rateLimits());
    this.cors = new Cors(parts.settings().origins());
    this.csrf = new CsrfRule(cors);
    this.bodies = new BodyReader(parts.settings().bodyPatience(), System::nanoTime);
    this.answers = new AnswerWriter(parts.settings().heartbeat(), parts.streams());
    this.watches = List.copyOf(parts.watches());
    this.tools = parts.tools();
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    String path = request.getRequestURI();
    Contract.Match match = contract.match(request.getMethod(), path);
    if (match instanceof Contract.Match.Nowhere && !isOurs(path)) {
      chain.doFilter(in, out);
      return;
    }
    String requestId = RequestId.of(request.getHeader(RequestId.HEADER), tools.ids());
    response.setHeader(RequestId.HEADER, requestId);
    RequestTrace trace = RequestTrace.begin(request, match, requestId);
    long begun = System.nanoTime();
    try {
      SecurityHeaders.write(response, request.isSecure());
      cors.write(request, response, () -> contract.at(path));
      enter(match, request, response, requestId, trace, chain);
    } catch (Refusal refusal) {
      refuse(refusal, request, response, requestId);
    } catch (IOException gone) {
      // Whoever asked is gone, or does not read: nobody is left to be told.
      LOG.debug("The other side of {} is gone: {}", path, gone.toString());
      throw gone;
    } catch (Exception fault) {
      // The root of the request's thread: nothing that a feature throws may reach the outside.
      LOG.error("{} {} failed", request.getMethod(), nameOf(match), fault);
      refuse(
          Refusal.of(
              ErrorCode.INTERNAL_ERROR,
              "Something failed on our side; tell us the request_id if it stays so."),
          request,
          response,
          requestId);
    } finally {
      if (match instanceof Contract.Match.Found found) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        watches.forEach(it -> it.answered(found.operation(), response.getStatus(), took));
      }
      trace.end(response.getStatus());
    }
  }

  private void enter(
      Contract.Match match,
      HttpServletRequest request,
      HttpServletResponse response,
      String requestId,
      RequestTrace trace,
      FilterChain chain)
      throws IOException, ServletException {
    switch (match) {
      case Contract.Match.Nowhere _ ->
          throw Refusal.of(ErrorCode.NOT_FOUND, "There is nothing at this path.");
      case Contract.Match.WrongMethod(Set<String> allowed) ->
          otherMethod(request, response, allowed);
      case Contract.Match.Found(Operation operation, Map<String, String> raw) ->
          serve(operation, raw, request, response, requestId, trace, chain);
    }
  }

  private void otherMethod(
      HttpServletRequest request, HttpServletResponse response, Set<String> allowed) {
    Set<String> all = new TreeSet<>(allowed);
    all.add("OPTIONS");
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Allow", String.join(", ", all));
      cors.preflight(response, all, request.getHeader("Access-Control-Request-Method"));
      response.setStatus(204);
      return;
    }
    throw Refusal.of(
            ErrorCode.METHOD_NOT_ALLOWED, "This path knows only " + String.join(", ", all) + ".")
        .with("Allow", String.join(", ", all));
  }

  private void serve(
      Operation operation,
      Map<String, String> raw,
      HttpServletRequest request,
      HttpServletResponse response,
      String requestId,
      RequestTrace trace,
      FilterChain chain)
      throws IOException, ServletException {
    BodyReader.checkLength(operation, request);
    Map<String, String> path = ParameterReader.path(raw);
    Credentials credentials = CredentialsReader.of(request);
    Caller caller = caller(operation, credentials);
    trace.known(caller, path);
    rates.watch(operation, caller, request);
    csrf.check(operation, caller, request);
    AccessRule.check(operation, caller, path);
    rates.take(operation, caller, request.getRemoteAddr(), response);
    Map<String, JsonNode> values = ParameterReader.values(operation, request, path);
    if (operation.isSocket() && !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      throw Refusal.of(ErrorCode.UPGRADE_REQUIRED, "This is a WebSocket: ask for an upgrade.")
          .with("Upgrade", "websocket");
    }
    List<SpooledUpload> spooled = new ArrayList<>();
    try {
      Request admitted =
          new Request(
              operation,
              new Request.Arrival(
                  requestId,
                  request.getRemoteAddr(),
                  Optional.ofNullable(request.getHeader("User-Agent")),
                  credentials.cookies(),
                  Optional.ofNullable(request.getHeader("Accept"))),
              caller,
              path,
              values,
              bodies.read(operation, request, spooled),
              () -> isStillAdmitted(operation, credentials, caller, path));
      Optional<Endpoint> endpoint = operations.endpoint(operation);
      if (endpoint.isPresent()) {
        Answer answer = endpoint.get().answer(admitted);
        answers.write(answer, operation, request, response);
      } else if (operations.passedOn(operation).isPresent()) {
        operations.passedOn(operation).get().accept(admitted);
        request.setAttribute(Admitted.ATTRIBUTE, admitted);
        chain.doFilter(request, response);
      } else {
        throw Refusal.of(ErrorCode.UNAVAILABLE, "This server does not offer " + operation + ".")
            .retryAfter(NOT_OFFERED_FOR);
      }
    } finally {
      for (SpooledUpload upload : spooled) {
        upload.close();
      }
    }
  }

  private Caller caller(Credentials credentials) {
    if (credentials.areNone()) {
      return new Caller.Nobody();
    }
    for (Authentication authentication : authentications) {
      Optional<Caller> caller = authentication.caller(credentials);
      if (caller.isPresent()) {
        return caller.get();
      }
    }
    return new Caller.Nobody();
  }

  /// What anybody may do is done for nobody: neither a stale token nor a cookie is in its way.
  private Caller caller(Operation operation, Credentials credentials) {
    return operation.rules().access() instanceof Access.Open
        ? new Caller.Nobody()
        : caller(credentials);
  }

  private boolean isStillAdmitted(
      Operation operation, Credentials credentials, Caller then, Map<String, String> path) {
    try {
      Caller now = caller(operation, credentials);
      AccessRule.check(operation, now, path);
      return !(then instanceof Caller.Known known)
          || (now instanceof Caller.Known still && still.tenantId().equals(known.tenantId()));
    } catch (Refusal _) {
      return false;
    }
  }

  private void refuse(
      Refusal refusal, HttpServletRequest request, HttpServletResponse response, String requestId)
      throws IOException {
    // Where the server has given the request up by itself, it comes back for these words.
    request.setAttribute(ServerRefusals.FOUND, refusal);
    if (response.isCommitted()) {
      LOG.debug("{} came when the answer had begun", refusal.code());
      throw new ClientAbortException(refusal);
    }
    Instant now = tools.clock().instant();
    AnswerWriter.write(refusal, response, request.getRequestURI(), requestId, now);
    // Told at once: the server waits for the rest of a body before it sends by itself.
    response.flushBuffer();
    if (refusal.code() == ErrorCode.REQUEST_TIMEOUT) {
      // Closes the connection; else the server would go on reading what drips.
      throw new ClientAbortException(refusal);
    }
  }

  private static String nameOf(Contract.Match match) {
    return match instanceof Contract.Match.Found found ? found.operation().operationId() : "a path";
  }

  private static boolean isOurs(String path) {
    return path.startsWith("/api/") || path.equals("/api");
  }
}
