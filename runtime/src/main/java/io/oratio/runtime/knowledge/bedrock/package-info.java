/// Knowledge in Amazon Bedrock Knowledge Bases behind the same port: made, filled from S3, asked,
/// removed. The only door to `bedrockagent` and `bedrockagentruntime`. Calls go over the network
/// and block; the clients are safe from any thread and stay their maker's to close.
@NullMarked
package io.oratio.runtime.knowledge.bedrock;

import org.jspecify.annotations.NullMarked;
