package dev.lockstep.processor.read;

import dev.lockstep.processor.read.FusionParser.SyntaxException;
import java.util.ArrayList;
import java.util.List;

/** The text of declared fused forms before it is parsed: alternatives in braces, and steps between semicolons. */
public final class FusionText {

  private FusionText() {}

  /** The texts that {@code text} stands for, one for each choice from its braces, in the order of the alternatives. */
  public static List<String> alternatives(String text) throws SyntaxException {
    int open = text.indexOf('{');
    if (open < 0) {
      if (text.indexOf('}') >= 0) {
        throw new SyntaxException("an opening brace was expected before \"" + text.substring(text.indexOf('}')) + "\"");
      }
      return List.of(text);
    }
    List<String> found = new ArrayList<>();
    int depth = 0; // of braces and of parentheses within, whose commas are none of ours
    int from = open + 1;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
      if (depth == 0 || depth == 1 && c == ',') {
        found.add(text.substring(from, i));
        from = i + 1;
      }
      if (depth == 0) {
        return chosen(text.substring(0, open), found, text.substring(i + 1));
      }
    }
    throw new SyntaxException("a closing brace was expected at the end");
  }

  private static List<String> chosen(String before, List<String> choices, String after) throws SyntaxException {
    List<String> texts = new ArrayList<>();
    for (String choice : choices) {
      texts.addAll(alternatives(before + choice + after));
    }
    return texts;
  }

  /** What stands in front of the arrow in a text, and what behind it; mnemonics may have arrows, but no spaces. */
  public static List<String> sides(String text) throws SyntaxException {
    List<String> sides = List.of(text.split("\\s->\\s", -1));
    if (sides.size() != 2) {
      throw new SyntaxException("one arrow between spaces was expected, as in first -> second");
    }
    return sides;
  }

  /** The expressions of a sequence, or the one there is. */
  public static List<String> steps(String text) {
    return List.of(text.split(";", -1));
  }
}
