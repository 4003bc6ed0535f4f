/// Objects in S3, or in anything that speaks its protocol: the only place with the S3 client.
/// [io.oratio.storage.Stores] imports it; calls block, from any thread. Ranges are RFC 9110 §14.
@NullMarked
package io.oratio.storage.s3;

import org.jspecify.annotations.NullMarked;
