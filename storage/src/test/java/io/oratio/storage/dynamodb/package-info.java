/// Tests of `dynamodb` and what they share. Only tests import it.
@NullMarked
package io.oratio.storage.dynamodb;

import org.jspecify.annotations.NullMarked;
