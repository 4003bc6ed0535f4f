/// Keeps passwords unreadable at rest, under a key in a file or in AWS KMS, whose only door it is.
/// The adapters of [io.oratio.storage.postgres] and [io.oratio.storage.dynamodb] import it; any
/// thread may use it. AES-GCM is NIST SP 800-38D.
@NullMarked
package io.oratio.storage.secret;

import org.jspecify.annotations.NullMarked;
