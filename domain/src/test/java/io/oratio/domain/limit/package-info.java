/// The fakes, contracts and tests of `live`: a store's adapter is right when it passes the contract
/// that its fake passes. Other modules' tests import them from the test-jar; any thread may use the
/// fakes.
@NullMarked
package io.oratio.domain.limit;

import org.jspecify.annotations.NullMarked;
