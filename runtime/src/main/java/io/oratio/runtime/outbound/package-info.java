/// The one client that opens connections to addresses a tenant can choose.
@NullMarked
package io.oratio.runtime.outbound;

import org.jspecify.annotations.NullMarked;
