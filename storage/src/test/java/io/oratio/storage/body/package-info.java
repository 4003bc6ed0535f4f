/// Tests of `body` and what they share. Only tests import it.
@NullMarked
package io.oratio.storage.body;

import org.jspecify.annotations.NullMarked;
