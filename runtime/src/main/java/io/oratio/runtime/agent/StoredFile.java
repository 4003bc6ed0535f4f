package io.oratio.runtime.agent;

import io.oratio.domain.object.ObjectName;

/// A file of an agent's folder in the object store, where the same bytes lie once.
///
/// @param sha256 of its bytes, in lower-case hex
public record StoredFile(ObjectName name, String sha256, long sizeBytes) {}
