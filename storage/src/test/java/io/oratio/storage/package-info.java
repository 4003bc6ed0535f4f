/// Tests of `storage` and what they share. Only tests import it.
@NullMarked
package io.oratio.storage;

import org.jspecify.annotations.NullMarked;
