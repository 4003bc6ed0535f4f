/// Letters on their way out: to a mail server (RFC 5321, RFC 5322), or into a table while none is
/// set. Imports the domain; calls block their thread, which is a virtual one. Only here is Jakarta
/// Mail known.
@NullMarked
package io.oratio.runtime.mail;

import org.jspecify.annotations.NullMarked;
