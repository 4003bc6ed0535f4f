/// Tests of the whole module.
@NullMarked
package io.oratio.runtime;

import org.jspecify.annotations.NullMarked;
