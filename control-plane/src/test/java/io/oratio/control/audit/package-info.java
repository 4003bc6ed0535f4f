/// Tests.
@NullMarked
package io.oratio.control.audit;

import org.jspecify.annotations.NullMarked;
