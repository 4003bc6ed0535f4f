package io.oratio.domain.live;

import io.oratio.domain.text.Shape;
import java.util.regex.Pattern;

/// What may be asked of a live call.
public sealed interface CallCommand {
  /// Ends it. It also stops the run of a conversation in writing, which is named in the session's
  /// place.
  record HangUp() implements CallCommand {}

  /// Sends it on.
  ///
  /// @param target a name of the agent's transfer targets, never an address
  record Transfer(String target) implements CallCommand {
    public Transfer {
      if (Shape.text("target", target, 256).isBlank()) {
        throw new IllegalArgumentException("a transfer has a target");
      }
    }
  }

  /// Presses keys (RFC 4733 §3.2, the sixteen of DTMF). A comma waits half a second.
  record SendDigits(String digits) implements CallCommand {
    private static final Pattern DIGITS = Pattern.compile("[0-9*#A-D,]{1,64}");

    public SendDigits {
      if (!DIGITS.matcher(digits).matches()) {
        throw new IllegalArgumentException("digits are 1 to 64 of 0-9, *, #, A-D and ','");
      }
    }

    /// Digits may be somebody's secret.
    @Override
    public String toString() {
      return "SendDigits[" + digits.length() + "]";
    }
  }

  /// Says an exact sentence.
  record Say(String text) implements CallCommand {
    public Say {
      if (Shape.text("text", text, 4096).isBlank()) {
        throw new IllegalArgumentException("a text to say is not blank");
      }
    }

    @Override
    public String toString() {
      return "Say[" + text.length() + " characters]";
    }
  }
}
