package io.oratio.gateway.sip;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge's log. An exception of the stack may quote a whole message, credentials included, so
/// only its type and place are written.
final class Log {
  static final Logger LOG = LoggerFactory.getLogger("io.oratio.gateway.sip");

  private Log() {}

  static String shape(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return thrown.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
