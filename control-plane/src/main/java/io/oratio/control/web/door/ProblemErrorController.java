package io.oratio.control.web.door;

import io.oratio.control.web.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers for whatever went wrong behind the door.
@RestController
public final class ProblemErrorController implements ErrorController {
  ProblemErrorController() {}

  /// Writes the problem.
  @RequestMapping("/error")
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    String path =
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
            ? uri
            : request.getRequestURI();
    String sent = response.getHeader(RequestId.HEADER);
    String requestId = sent == null ? "req_" + UUID.randomUUID() : sent;
    response.setHeader(RequestId.HEADER, requestId);
    Refusal refusal = ServerRefusals.of(request, status);
    AnswerWriter.write(refusal, response, path, requestId, Instant.now());
  }
}
