/// Keeps passwords unreadable at rest. The adapters of [io.oratio.storage.postgres] and
/// [io.oratio.storage.dynamodb] import it; any thread may use it. AES-GCM is NIST SP 800-38D.
@NullMarked
package io.oratio.storage.secret;

import org.jspecify.annotations.NullMarked;
