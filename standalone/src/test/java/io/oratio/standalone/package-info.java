@NullMarked
package io.oratio.standalone;

import org.jspecify.annotations.NullMarked;
