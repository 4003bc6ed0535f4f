package io.oratio.standalone;

import io.oratio.domain.mail.Letter;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.Stores;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// `./oratio letters`: the letters of accounts that nobody has sent, because no mail server is set,
/// the newest last. They hold links that open accounts: only who may read the stores can read them.
final class LettersCommand {
  private static final TenantId PLATFORM = new TenantId("platform");
  private static final int LAST = 20;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private LettersCommand() {}

  /// @return 0
  static int run(List<String> words, PrintStream out) throws WrongUse {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      if (!List.of("--data", "--config").contains(words.get(i)) || i + 1 == words.size()) {
        throw new WrongUse("usage: ./oratio letters [--data DIR]");
      }
      settings.addAll(words.subList(i, i + 2));
    }
    Settings read = ReadSettings.of(UpOptions.parse(settings));
    try (Stores stores = StoresOf.attached(read)) {
      print(stores.mailbox().recent(PLATFORM, LAST), out);
    }
    return 0;
  }

  private static void print(List<Letter> letters, PrintStream out) {
    if (letters.isEmpty()) {
      out.println("No letters. Where a mail server is set (oratio.mail.host), it has them.");
    }
    for (Letter letter : letters.reversed()) {
      out.println(WHEN.format(letter.createdAt()) + "  to " + letter.to());
      out.println(letter.subject());
      out.println(letter.body().stripTrailing().indent(2));
    }
  }
}
