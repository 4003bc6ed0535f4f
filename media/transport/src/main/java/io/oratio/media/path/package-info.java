/// One call's media, both ways: the one package that sees all the others. A call's path is run by
/// one event loop; what other threads want of it is handed over as a message.
@NullMarked
package io.oratio.media.path;

import org.jspecify.annotations.NullMarked;
