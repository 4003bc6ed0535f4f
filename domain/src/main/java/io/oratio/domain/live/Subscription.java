package io.oratio.domain.live;

/// Ends what was begun; more than once does no harm. A call back that is on its way may still come.
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
