/// What a word must be like so that every store can keep it as it is. The records of the domain use
/// it in their constructors; anyone may import it, from any thread. UTF-8 is RFC 3629.
@NullMarked
package io.oratio.domain.text;

import org.jspecify.annotations.NullMarked;
