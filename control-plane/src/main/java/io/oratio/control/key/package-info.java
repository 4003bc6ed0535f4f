/// API keys for programs, and publishable keys for widgets, which only mint short tokens. A key is
/// found by the id within it; of its secret an HMAC under a pepper is kept, and the peppers lie
/// outside of the store, so that whoever can write the store cannot make a key. Only the wiring
/// imports it. Everything is safe from any thread.
@NullMarked
package io.oratio.control.key;

import org.jspecify.annotations.NullMarked;
