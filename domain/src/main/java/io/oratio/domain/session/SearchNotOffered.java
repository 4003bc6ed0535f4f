package io.oratio.domain.session;

/// This store does not search for words. The message is for whoever asked; asking again is of no
/// use.
public final class SearchNotOffered extends UnsupportedOperationException {
  private static final long serialVersionUID = 1L;

  public SearchNotOffered(String message) {
    super(message);
  }
}
