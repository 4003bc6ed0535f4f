/// `./oratio dial`: one call from the command line, for people and scripts. It imports `call` and
/// `sound`; nobody imports it but the launcher. The command's own thread looks at the call every 50
/// ms.
@NullMarked
package io.oratio.phone.dial;

import org.jspecify.annotations.NullMarked;
