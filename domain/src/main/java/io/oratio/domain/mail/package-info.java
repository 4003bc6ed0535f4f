/// Letters that agents wrote while no mail server is set: they can be read here. Anyone may import
/// it; values are immutable, stores are safe for any thread and may block.
@NullMarked
package io.oratio.domain.mail;

import org.jspecify.annotations.NullMarked;
