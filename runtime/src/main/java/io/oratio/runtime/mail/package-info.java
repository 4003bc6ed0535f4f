/// Letters on their way out: to a mail server (RFC 5321, RFC 5322), to Amazon SES, or into a table
/// while none is set. Imports the domain; calls block their thread, which is a virtual one. Only
/// here are Jakarta Mail and SES known.
@NullMarked
package io.oratio.runtime.mail;

import org.jspecify.annotations.NullMarked;
