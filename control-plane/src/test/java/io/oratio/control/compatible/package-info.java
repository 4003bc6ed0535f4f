/// Tests of the API that others' programs know.
@NullMarked
package io.oratio.control.compatible;

import org.jspecify.annotations.NullMarked;
