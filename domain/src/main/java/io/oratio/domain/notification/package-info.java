/// What people are told: a conversation that needs a human being. Anyone may import it; values are
/// immutable, stores are safe for any thread and may block.
@NullMarked
package io.oratio.domain.notification;

import org.jspecify.annotations.NullMarked;
