/// Who is calling: trunks known by their addresses and by digest (RFC 7616, RFC 8760), and how much
/// a source may ask. Imports `domain.trunk` and the JDK. Everything is safe from any thread;
/// nothing here blocks except [io.oratio.gateway.trunk.TrunkDirectory#refresh].
@NullMarked
package io.oratio.gateway.trunk;

import org.jspecify.annotations.NullMarked;
