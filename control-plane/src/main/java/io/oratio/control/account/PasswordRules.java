package io.oratio.control.account;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Which passwords are refused (NIST SP 800-63B §5.1.1.2: length counts, kinds of characters do
/// not): those that everybody tries first, those of very few characters, and the person's own
/// address.
final class PasswordRules {
  private static final int SHORTEST = 12;
  private static final int FEWEST_CHARACTERS = 5;
  private static final Set<String> COMMON =
      Set.of(
          "123456789012",
          "1234567890123",
          "12345678901234",
          "123456789123",
          "0123456789012",
          "1234567890ab",
          "password1234",
          "password12345",
          "password123456",
          "password123!",
          "password1234!",
          "passwordpassword",
          "p@ssw0rd1234",
          "p@ssword1234",
          "passw0rd1234",
          "qwertyuiop12",
          "qwertyuiop123",
          "qwertyuiopasdf",
          "qwerty123456",
          "qwerty1234567",
          "qwertyqwerty",
          "1qaz2wsx3edc",
          "1q2w3e4r5t6y",
          "1q2w3e4r5t6y7u",
          "q1w2e3r4t5y6",
          "zxcvbnmasdfg",
          "asdfghjkl123",
          "asdfghjklqwerty",
          "iloveyou1234",
          "iloveyou12345",
          "letmeinletmein",
          "letmein12345",
          "welcome12345",
          "welcome123456",
          "administrator",
          "administrator1",
          "adminadmin123",
          "admin1234567",
          "changeme1234",
          "changemenow12",
          "superman1234",
          "football1234",
          "baseball1234",
          "liverpool123",
          "princess1234",
          "sunshine1234",
          "trustno1trustno1",
          "abcdefghijkl",
          "abcdefghijklm",
          "abcd12345678",
          "abc123abc123",
          "correcthorsebatterystaple");

  private PasswordRules() {}

  /// @throws Refusal 422 if it must not be
  static void check(String password, EmailAddress email) {
    check(password);
    if (plain(password).contains(email.reveal())) {
      throw tooWeak("holds the e-mail address");
    }
  }

  /// @throws Refusal 422 if it must not be, whosever it is
  static void check(String password) {
    String plain = plain(password);
    if (plain.codePointCount(0, plain.length()) < SHORTEST) {
      throw tooWeak("is too short: at least " + SHORTEST + " characters");
    }
    if (COMMON.contains(plain)) {
      throw tooWeak("is one of the passwords that are tried first");
    }
    if (plain.codePoints().distinct().count() < FEWEST_CHARACTERS) {
      throw tooWeak("repeats too few characters");
    }
  }

  private static String plain(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static Refusal tooWeak(String sentence) {
    return Refusal.of(ErrorCode.PASSWORD_TOO_WEAK, "Choose another password.")
        .at("/password", sentence);
  }
}
