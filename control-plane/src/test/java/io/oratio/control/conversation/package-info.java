/// Tests of conversations in writing, over HTTP and of their parts.
@NullMarked
package io.oratio.control.conversation;

import org.jspecify.annotations.NullMarked;
