/// Records to test with, and the rules of this module. Other modules' tests import it from the
/// test-jar; any thread may use it.
@NullMarked
package io.oratio.domain;

import org.jspecify.annotations.NullMarked;
