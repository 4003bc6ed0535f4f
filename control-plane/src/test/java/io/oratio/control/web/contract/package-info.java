/// Tests.
@NullMarked
package io.oratio.control.web.contract;

import org.jspecify.annotations.NullMarked;
