package io.oratio.runtime.tool.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpTransportException;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// What both wires do: hand messages to the SDK, and answer for a server that no longer can.
abstract class Wire implements McpClientTransport {
  /// Of an answer that this side made up because the wire is broken.
  static final int BROKEN = -32_000;

  private static final String INITIALIZE = "initialize";

  private final McpJsonMapper json;
  private final Set<Object> unanswered = ConcurrentHashMap.newKeySet();
  private final Set<Object> greetings = ConcurrentHashMap.newKeySet();
  private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> receiver = it -> it;
  private volatile String protocolVersion = "";

  Wire(McpJsonMapper json) {
    this.json = json;
  }

  /// Opens it, where that has to be done before the first message.
  abstract void open() throws IOException;

  /// Sends one message; a wire that gets its answer at once receives it in here.
  abstract void send(JSONRPCMessage message, String text) throws Exception;

  /// Ends it at once and for good.
  abstract void end();

  /// Whether nothing can be asked over it any more.
  abstract boolean isOver();

  /// Whether it is over because the server does not know the session, so that what was asked last
  /// was not done.
  abstract boolean isForgotten();

  @Override
  public final List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2024_11_05,
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  @Override
  public final Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    receiver = handler;
    return onItsOwnThread(this::open);
  }

  @Override
  public final Mono<Void> sendMessage(JSONRPCMessage message) {
    return onItsOwnThread(
        () -> {
          if (message instanceof JSONRPCRequest request) {
            unanswered.add(request.id());
            if (request.method().equals(INITIALIZE)) {
              greetings.add(request.id());
            }
          }
          send(message, json.writeValueAsString(message));
        });
  }

  @Override
  public final Mono<Void> closeGracefully() {
    return onItsOwnThread(this::end);
  }

  @Override
  public final <T> T unmarshalFrom(Object value, TypeRef<T> type) {
    return json.convertValue(value, type);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Mono<Void> onItsOwnThread(Work work) {
    return Mono.create(
        sink -> {
          var thread =
              Thread.ofVirtual()
                  .name("mcp")
                  .unstarted(
                      () -> {
                        try {
                          work.run();
                          sink.success();
                        } catch (RuntimeException e) {
                          sink.error(e);
                        } catch (Exception e) {
                          // The root of this thread: all that fails is the caller's to judge.
                          sink.error(new McpTransportException(e));
                        }
                      });
          sink.onCancel(thread::interrupt);
          thread.start();
        });
  }

  /// Whether a request is still without an answer.
  final boolean isUnanswered(Object id) {
    return unanswered.contains(id);
  }

  /// The version agreed on; blank before the greeting.
  final String protocolVersion() {
    return protocolVersion;
  }

  /// Takes in one message, or several in an array (protocol 2025-03-26).
  ///
  /// @throws IOException when it is no message
  final void receive(String text) throws IOException {
    var stripped = text.strip();
    if (stripped.startsWith("[")) {
      for (var one : json.readValue(stripped, Object[].class)) {
        receiveOne(json.writeValueAsString(one));
      }
    } else {
      receiveOne(stripped);
    }
  }

  private void receiveOne(String text) throws IOException {
    JSONRPCMessage message;
    try {
      message = McpSchema.deserializeJsonRpcMessage(json, text);
    } catch (RuntimeException e) {
      throw new IOException("not a message of JSON-RPC", e);
    }
    if (message instanceof JSONRPCResponse response && response.id() != null) {
      if (greetings.remove(response.id())
          && response.result() instanceof Map<?, ?> result
          && result.get("protocolVersion") instanceof String version
          && protocolVersions().contains(version)) {
        protocolVersion = version;
      }
      if (!unanswered.remove(response.id())) {
        return; // Nobody asked.
      }
    }
    deliver(message);
  }

  /// Answers all that the server no longer will.
  final void answerForTheDead(String sentence) {
    for (var id : Set.copyOf(unanswered)) {
      answerFor(id, sentence);
    }
  }

  final void answerFor(Object id, String sentence) {
    if (unanswered.remove(id)) {
      deliver(
          new JSONRPCResponse(
              McpSchema.JSONRPC_VERSION, id, null, new JSONRPCError(BROKEN, sentence)));
    }
  }

  private void deliver(JSONRPCMessage message) {
    receiver.apply(Mono.just(message)).onErrorComplete().subscribe();
  }
}
