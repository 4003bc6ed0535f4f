/// Lists that are read piece by piece, the newest first. Anyone may import it; values are immutable
/// and any thread may use them. The text of a cursor is base64url (RFC 4648 §5).
@NullMarked
package io.oratio.domain.page;

import org.jspecify.annotations.NullMarked;
