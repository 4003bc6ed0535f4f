/// Who may call, and through whom we call: a SIP peer and what is agreed with it. Anyone may import
/// it; values are immutable and any thread may use them.
@NullMarked
package io.oratio.domain.trunk;

import org.jspecify.annotations.NullMarked;
