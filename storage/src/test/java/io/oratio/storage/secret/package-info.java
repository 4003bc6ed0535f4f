/// Tests of `secret` and what they share. Only tests import it.
@NullMarked
package io.oratio.storage.secret;

import org.jspecify.annotations.NullMarked;
