/// Tests of the models' door, against the model simulator.
@NullMarked
package io.oratio.runtime.model;

import org.jspecify.annotations.NullMarked;
