/// The tests of `redis`, against a real server.
@NullMarked
package io.oratio.storage.redis;

import org.jspecify.annotations.NullMarked;
