/// Tests.
@NullMarked
package io.oratio.control.account;

import org.jspecify.annotations.NullMarked;
