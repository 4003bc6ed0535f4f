package io.oratio.simulator.protocol;

import java.util.List;
import java.util.Optional;

/// An event of the client, its shape checked. Names are as on the wire.
public sealed interface InputEvent {
  /// The event's name on the wire.
  String name();

  /// @param sensitivity what turnDetectionConfiguration asks for, when it is there
  record SessionStart(Optional<Sensitivity> sensitivity) implements InputEvent {
    @Override
    public String name() {
      return "sessionStart";
    }
  }

  /// @param outputRateHz the sample rate of the audio that is to be sent
  /// @param tools the names of the tools that may be called
  record PromptStart(String promptName, int outputRateHz, String voiceId, List<String> tools)
      implements InputEvent {
    public PromptStart {
      tools = List.copyOf(tools);
    }

    @Override
    public String name() {
      return "promptStart";
    }
  }

  /// Opens a content of the given kind.
  record ContentStart(String promptName, String contentName, Content content)
      implements InputEvent {
    @Override
    public String name() {
      return "contentStart";
    }
  }

  record TextInput(String promptName, String contentName, String content) implements InputEvent {
    @Override
    public String name() {
      return "textInput";
    }
  }

  /// @param pcm 16-bit little-endian samples at the rate of the content
  record AudioInput(String promptName, String contentName, byte[] pcm) implements InputEvent {
    @Override
    public String name() {
      return "audioInput";
    }
  }

  record ToolResult(String promptName, String contentName, String content) implements InputEvent {
    @Override
    public String name() {
      return "toolResult";
    }
  }

  record ContentEnd(String promptName, String contentName) implements InputEvent {
    @Override
    public String name() {
      return "contentEnd";
    }
  }

  record PromptEnd(String promptName) implements InputEvent {
    @Override
    public String name() {
      return "promptEnd";
    }
  }

  record SessionEnd() implements InputEvent {
    @Override
    public String name() {
      return "sessionEnd";
    }
  }

  /// What a contentStart opens.
  sealed interface Content {
    record Text(Role role, boolean interactive) implements Content {}

    record Audio(int rateHz) implements Content {}

    record Tool(String toolUseId) implements Content {}
  }

  /// Who speaks in a text.
  enum Role {
    SYSTEM,
    SYSTEM_SPEECH,
    USER,
    ASSISTANT
  }

  /// How long a pause ends an utterance.
  enum Sensitivity {
    HIGH,
    MEDIUM,
    LOW
  }
}
