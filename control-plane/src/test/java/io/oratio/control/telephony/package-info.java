/// Tests.
@NullMarked
package io.oratio.control.telephony;

import org.jspecify.annotations.NullMarked;
