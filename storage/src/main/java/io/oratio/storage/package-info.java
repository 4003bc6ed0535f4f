/// The stores of the domain over real engines: records in PostgreSQL (embedded or a server) or
/// DynamoDB, objects as files or in S3. [io.oratio.storage.Stores] opens them all; the planes
/// import this package and the domain's ports, never an adapter. Everything here may block and is
/// safe from any thread.
@NullMarked
package io.oratio.storage;

import org.jspecify.annotations.NullMarked;
