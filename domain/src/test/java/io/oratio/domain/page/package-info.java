/// The tests of `page`.
@NullMarked
package io.oratio.domain.page;

import org.jspecify.annotations.NullMarked;
