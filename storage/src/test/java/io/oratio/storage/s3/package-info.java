/// Tests of `s3` and what they share. Only tests import it.
@NullMarked
package io.oratio.storage.s3;

import org.jspecify.annotations.NullMarked;
