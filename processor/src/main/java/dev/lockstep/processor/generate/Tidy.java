package dev.lockstep.processor.generate;

import java.util.regex.Pattern;

/** Puts right what the source writer spreads out more than one would by hand. */
final class Tidy {

  private static final Pattern EMPTY_BODY = Pattern.compile("\\{\\n *\\}");
  private static final Pattern BETWEEN_CONSTANTS =
      Pattern.compile("(\\n  static final int [A-Z0-9_]+ = \\d+;\\n)\\n(?=  static final int )");

  private Tidy() {}

  static String tidy(String source) {
    String closed = EMPTY_BODY.matcher(source).replaceAll("{}");
    return BETWEEN_CONSTANTS.matcher(closed).replaceAll("$1");
  }
}
