/// The fakes, contracts and tests of `account`: a store's adapter is right when it passes the
/// contract that its fake passes. Other modules' tests import them from the test-jar; any thread
/// may use the fakes.
@NullMarked
package io.oratio.domain.account;

import org.jspecify.annotations.NullMarked;
