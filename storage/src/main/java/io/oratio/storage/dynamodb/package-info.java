/// The domain's records in DynamoDB: the only place with its client. [io.oratio.storage.Stores]
/// imports it; calls block, from any thread. Tables are defined in
/// [io.oratio.storage.dynamodb.Tables], nowhere else.
@NullMarked
package io.oratio.storage.dynamodb;

import org.jspecify.annotations.NullMarked;
