package dev.lockstep.processor.generate;

import java.util.regex.Pattern;

/** Puts right what the source writer spreads out more than one would by hand. */
final class Tidy {

  private static final Pattern EMPTY_BODY = Pattern.compile("\\{\\n *\\}");

  private static final Pattern ONE_LINE_COMMENT =
      Pattern.compile("(?m)^( *)/\\*\\*\\n *\\* (.{1,110})\\n *\\*/$");

  private static final Pattern CLASS_START = Pattern.compile("(?m)^((?:public )?final class .* \\{\\n)(?=.)");

  private static final Pattern BETWEEN_CONSTANTS =
      Pattern.compile("( = \\d+;\\n)\\n(?=  static final int )");

  private Tidy() {}

  /** The same to javac, whatever the encoding. */
  static String ascii(String source) {
    StringBuilder text = new StringBuilder();
    source.chars().forEach(c -> text.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
    return text.toString();
  }

  static String tidy(String source) {
    String tidy = EMPTY_BODY.matcher(source).replaceAll("{}");
    tidy = ONE_LINE_COMMENT.matcher(tidy).replaceAll("$1/** $2 */");
    tidy = CLASS_START.matcher(tidy).replaceFirst("$1\n");
    return BETWEEN_CONSTANTS.matcher(tidy).replaceAll("$1");
  }
}
