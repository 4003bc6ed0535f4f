package io.oratio.runtime.conversation;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.session.Session;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Tools;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A conversation that is kept ready: its agent, its tools, and whose turn it is. All but the lock
/// and the counter of waiting runs belongs to the run that holds the lock.
final class Live {
  /// Held by the one run that goes on; fair, so that messages are answered in order.
  final ReentrantLock lock = new ReentrantLock(true);

  /// Runs that go on or wait.
  final AtomicInteger runs = new AtomicInteger();

  final TenantId tenantId;
  final String id;
  volatile boolean isHandedOff;
  volatile boolean isEnded;

  /// Whether what was read has changed since: the next run reads it again.
  volatile boolean isStale;

  private @Nullable Opened opened;

  Live(TenantId tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  /// What is read and made once.
  static final class Opened {
    final Conversation first;
    final Session session;
    final AgentVersion version;
    final AgentDefinition agent;
    final TextScene scene;
    final Tools tools;
    final Dialogue dialogue;
    int messages;
    int turns;

    Opened(
        Conversation first,
        Session session,
        AgentVersion version,
        AgentDefinition agent,
        TextScene scene,
        Tools tools,
        Dialogue dialogue,
        int messages,
        int turns) {
      this.first = first;
      this.session = session;
      this.version = version;
      this.agent = agent;
      this.scene = scene;
      this.tools = tools;
      this.dialogue = dialogue;
      this.messages = messages;
      this.turns = turns;
    }

    Scene.Facts facts() {
      return scene.facts();
    }
  }

  @Nullable Opened opened() {
    return opened;
  }

  void opened(Opened now) {
    opened = now;
  }

  void close() {
    Opened now = opened;
    if (now != null) {
      now.tools.close();
    }
  }
}
