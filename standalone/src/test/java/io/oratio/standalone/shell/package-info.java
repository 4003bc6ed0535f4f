@NullMarked
package io.oratio.standalone.shell;

import org.jspecify.annotations.NullMarked;
