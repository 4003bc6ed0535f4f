/// Where a tenant's calls may go, dialled by us or sent on by a transfer: the one door to the
/// tables of all countries' numbering plans. Imports the domain; the control plane asks before it
/// reserves a call, the gateway before it sends one on. Nothing here blocks; safe from any thread.
@NullMarked
package io.oratio.runtime.destination;

import org.jspecify.annotations.NullMarked;
