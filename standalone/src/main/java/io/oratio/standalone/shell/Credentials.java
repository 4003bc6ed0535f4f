package io.oratio.standalone.shell;

import java.util.Optional;

/// Who a request is from.
interface Credentials {
  /// Nobody.
  Credentials NONE =
      new Credentials() {
        @Override
        public Optional<String> bearer() {
          return Optional.empty();
        }

        @Override
        public Optional<String> renewed(String refused) {
          return Optional.empty();
        }
      };

  /// What stands behind `Authorization: Bearer`.
  Optional<String> bearer() throws CannotDo, InterruptedException;

  /// Another one after the server has refused this one; empty where there is none.
  Optional<String> renewed(String refused) throws CannotDo, InterruptedException;

  /// An API key: it never changes.
  static Credentials key(String key) {
    return new Credentials() {
      @Override
      public Optional<String> bearer() {
        return Optional.of(key);
      }

      @Override
      public Optional<String> renewed(String refused) {
        return Optional.empty();
      }
    };
  }
}
