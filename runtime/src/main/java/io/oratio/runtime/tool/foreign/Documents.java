package io.oratio.runtime.tool.foreign;

import io.oratio.runtime.tool.Scene;
import java.io.IOException;

/// The OpenAPI documents that agents' definitions name. Blocks.
@FunctionalInterface
public interface Documents {
  /// The text of a document of this version of the agent.
  ///
  /// @param name a file of the agent's folder (`tools/orders.yaml`) or an https address
  /// @throws IOException with a sentence when it is not there or cannot be read
  String text(Scene.Facts agent, String name) throws IOException;
}
