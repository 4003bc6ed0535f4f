/// Tests of `file` and what they share. Only tests import it.
@NullMarked
package io.oratio.storage.file;

import org.jspecify.annotations.NullMarked;
