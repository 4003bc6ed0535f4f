package io.oratio.runtime.tool.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A child process that reads messages from its standard input and writes them to its standard
/// output, one a line. It gets no more of our environment than it needs to start, and what it
/// writes to its standard error is thrown away: it may be anything.
final class StdioWire extends Wire {
  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "SystemRoot", "TEMP");
  private static final int BAD_LINES = 20;

  private final List<String> command;
  private final int messageBytes;
  private final Object writing = new Object();
  private @Nullable Process process;
  private boolean isEnded;

  StdioWire(McpJsonMapper json, List<String> command, int messageBytes) {
    super(json);
    this.command = List.copyOf(command);
    this.messageBytes = messageBytes;
  }

  @Override
  synchronized void open() throws IOException {
    if (isEnded || process != null) {
      throw new IOException("the server was started before");
    }
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    var started = builder.start();
    process = started;
    Thread.ofVirtual().name("mcp-read").start(() -> read(started));
  }

  private void read(Process from) {
    int badLines = 0;
    try (var in = new BufferedInputStream(from.getInputStream())) {
      while (true) {
        var line = line(in);
        if (line.isBlank()) {
          continue;
        }
        try {
          receive(line);
        } catch (IOException e) {
          // Some programs greet on standard output before they speak the protocol.
          if (++badLines > BAD_LINES) {
            throw e;
          }
        }
      }
    } catch (IOException _) {
      end();
    }
  }

  private String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the server closed its output");
      }
      if (b == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (line.size() >= messageBytes) {
        throw new IOException("a message is too long");
      }
      line.write(b);
    }
  }

  @Override
  void send(JSONRPCMessage message, String text) throws IOException {
    Process to;
    synchronized (this) {
      to = process;
      if (to == null || isEnded) {
        throw new IOException("the server has ended");
      }
    }
    // A server that reads nothing blocks this thread until it is ended, and no other.
    synchronized (writing) {
      to.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
      to.getOutputStream().flush();
    }
  }

  @Override
  synchronized boolean isOver() {
    return isEnded;
  }

  @Override
  boolean isForgotten() {
    return false;
  }

  @Override
  void end() {
    Process ending;
    synchronized (this) {
      ending = process;
      isEnded = true;
    }
    answerForTheDead("The server has ended.");
    if (ending != null) {
      Thread.ofPlatform().daemon().name("mcp-end").start(() -> end(ending));
    }
  }

  // The end of its input asks it to go, then a signal, then nobody asks (MCP, "Shutdown").
  private static void end(Process ending) {
    var family = ending.descendants().toList();
    try {
      if (ending.isAlive()) {
        Thread.ofVirtual().start(() -> close(ending));
        if (!ending.waitFor(500, TimeUnit.MILLISECONDS)) {
          ending.destroy();
          ending.waitFor(1, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      ending.destroyForcibly();
      family.forEach(ProcessHandle::destroyForcibly);
      close(ending);
    }
  }

  private static void close(Process ending) {
    try {
      ending.getOutputStream().close();
    } catch (IOException _) {
      // It has gone already.
    }
  }
}
