package io.oratio.control.creation;

import io.oratio.domain.agent.AgentType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// An agent that was asked for, read and checked, its files still on this machine's disk.
///
/// @param files path within the agent's folder → where the bytes lie now
record Asked(
    String agentId,
    String agentName,
    AgentType agentType,
    ObjectNode definition,
    String procedure,
    Optional<Artefacts> given,
    SortedMap<String, Path> files) {
  Asked {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
