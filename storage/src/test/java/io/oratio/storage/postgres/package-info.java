/// Tests of `postgres` and what they share. Only tests import it.
@NullMarked
package io.oratio.storage.postgres;

import org.jspecify.annotations.NullMarked;
