/// Tests.
@NullMarked
package io.oratio.control.account.oidc;

import org.jspecify.annotations.NullMarked;
