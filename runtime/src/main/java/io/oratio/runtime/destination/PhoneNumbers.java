package io.oratio.runtime.destination;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is known of telephone numbers: the one door to the tables of all countries' numbering
/// plans. Safe from any thread.
public final class PhoneNumbers {
  /// Nothing shorter than this is looked for at the beginning of a number that is none.
  private static final int SHORTEST_NATIONAL_DIGITS = 5;

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();

  /// A number that may be dialled.
  ///
  /// @param callingCode of its country or countries, for example 1
  /// @param countries where it may lead, ISO 3166-1 alpha-2: one for a number of a plan, none where
  ///   the plan gives it to nobody
  /// @param isPremium whether whoever calls it pays somebody
  /// @param isEmergency whether it calls for help
  record Facts(int callingCode, Set<String> countries, boolean isPremium, boolean isEmergency) {}

  /// Looks at a number.
  ///
  /// A number that no plan knows is looked at from its beginning too, since exchanges ignore digits
  /// that are too many: what begins with a premium number is one, whatever follows.
  ///
  /// @param e164 `+` and digits
  /// @return empty if no country has its code
  Optional<Facts> of(String e164) {
    PhoneNumber whole;
    try {
      whole = plans.parse(e164, null);
    } catch (NumberParseException _) {
      return Optional.empty();
    }
    int code = whole.getCountryCode();
    String prefix = "+" + code;
    if (!e164.startsWith(prefix) || plans.getRegionCodesForCountryCode(code).isEmpty()) {
      return Optional.empty();
    }
    String national = e164.substring(prefix.length());
    Set<String> countries = new HashSet<>();
    boolean isPremium = false;
    int shortest = Math.min(national.length(), SHORTEST_NATIONAL_DIGITS);
    for (int length = national.length(); length >= shortest; length--) {
      Optional<PhoneNumber> number = read(prefix + national.substring(0, length));
      if (number.filter(plans::isValidNumber).isPresent()) {
        countries.add(plans.getRegionCodeForNumber(number.get()));
        isPremium |= plans.getNumberType(number.get()) == PhoneNumberType.PREMIUM_RATE;
        if (length == national.length()) {
          break;
        }
      }
    }
    return Optional.of(new Facts(code, Set.copyOf(countries), isPremium, isHelp(code, national)));
  }

  /// Whether these digits, dialled there, call for help.
  ///
  /// @param country ISO 3166-1 alpha-2
  boolean isEmergency(String digits, String country) {
    return shortNumbers.isEmergencyNumber(digits, country);
  }

  /// The country that a calling code is first of all: `US` for 1, `GB` for 44.
  Optional<String> mainCountry(int callingCode) {
    List<String> countries = plans.getRegionCodesForCountryCode(callingCode);
    return countries.isEmpty() ? Optional.empty() : Optional.of(countries.getFirst());
  }

  /// The calling code of a country; 0 if it has none.
  int callingCode(String country) {
    return plans.getCountryCodeForRegion(country);
  }

  private boolean isHelp(int code, String national) {
    return plans.getRegionCodesForCountryCode(code).stream()
        .anyMatch(it -> shortNumbers.isEmergencyNumber(national, it));
  }

  private Optional<PhoneNumber> read(String e164) {
    try {
      return Optional.of(plans.parse(e164, null));
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }
}
