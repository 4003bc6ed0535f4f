/// Tests of `embedded` and what they share. Only tests import it.
@NullMarked
package io.oratio.storage.embedded;

import org.jspecify.annotations.NullMarked;
