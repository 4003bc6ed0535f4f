package io.oratio.control.web.door;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// The server's last word on what it refuses itself, where its own would be a page. Made by Tomcat,
/// by name.
public final class ProblemValve extends ErrorReportValve {
  public ProblemValve() {}

  @Override
  protected void report(Request request, Response response, @Nullable Throwable fault) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpServletResponse out = response.getResponse();
    String sent = out.getHeader(RequestId.HEADER);
    String requestId = sent == null ? "req_" + UUID.randomUUID() : sent;
    try {
      out.setHeader(RequestId.HEADER, requestId);
      AnswerWriter.write(ServerRefusals.of(request, status), out, "", requestId, Instant.now());
      response.finishResponse();
    } catch (IOException _) {
      // Whoever asked is gone.
      return;
    }
  }
}
