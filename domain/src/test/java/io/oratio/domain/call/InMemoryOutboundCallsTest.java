package io.oratio.domain.call;

class InMemoryOutboundCallsTest extends OutboundCallsContract {
  private final OutboundCalls calls = new InMemoryOutboundCalls();

  @Override
  protected OutboundCalls calls() {
    return calls;
  }
}
