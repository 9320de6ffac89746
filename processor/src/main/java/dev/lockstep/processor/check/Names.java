package dev.lockstep.processor.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;

/** Java names made from mnemonics. */
final class Names {

  private final Set<String> taken = new HashSet<>();

  /** Names that differ from one another and from the given ones. */
  Names(String... reserved) {
    taken.addAll(List.of(reserved));
  }

  /** The name itself, or with the lowest number that makes it free. */
  String unique(String name, String separator) {
    return unique(name, separator, candidate -> true);
  }

  String unique(String name, String separator, Predicate<String> allowed) {
    String candidate = name;
    for (int i = 2; !allowed.test(candidate) || !taken.add(candidate); i++) {
      candidate = name + separator + i;
    }
    return candidate;
  }

  /** Such as {@code brIf} for {@code br_if}; the name of the method where the mnemonic gives no name. */
  static String forMethod(String mnemonic, String method) {
    StringBuilder name = new StringBuilder();
    for (String word : mnemonic.split("[^A-Za-z0-9]+")) {
      String mixed = word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
      name.append(name.isEmpty() ? uncapitalised(mixed) : capitalised(mixed));
    }
    return isPronounceable(mnemonic) && SourceVersion.isName(name) ? name.toString() : method;
  }

  /** Such as {@code BR_IF} for {@code br_if}. */
  static String forConstant(String mnemonic, String method) {
    String text = isPronounceable(mnemonic) ? mnemonic : method;
    String name =
        text.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    if (name.equals("_")) {
      return "OPCODE"; // the method's name has no letter that every encoding knows
    }
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** Whether letters, digits and separators are all there is, so that a name made of them still tells it from others. */
  private static boolean isPronounceable(String mnemonic) {
    return mnemonic.matches("[A-Za-z0-9][A-Za-z0-9_.:/-]*");
  }

  static String capitalised(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String uncapitalised(String word) {
    return word.isEmpty() ? word : Character.toLowerCase(word.charAt(0)) + word.substring(1);
  }
}
