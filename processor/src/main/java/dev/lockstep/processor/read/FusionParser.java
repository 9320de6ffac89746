package dev.lockstep.processor.read;

import java.util.ArrayList;
import java.util.List;

/** Parses {@code mnemonic(operand, ...)}, where an operand is {@code _}, {@code #} or such an expression again. */
public final class FusionParser {

  /** The text is not such an expression; the message says what was expected where. */
  public static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    SyntaxException(String message) {
      super(message);
    }
  }

  private final String text;
  private int position;

  private FusionParser(String text) {
    this.text = text;
  }

  public static FusionTree.Apply parse(String text) throws SyntaxException {
    FusionParser parser = new FusionParser(text);
    FusionTree tree = parser.tree();
    if (parser.peek() != 0) {
      throw parser.expected("the end");
    }
    if (tree instanceof FusionTree.Apply apply) {
      return apply;
    }
    throw new SyntaxException("a mnemonic was expected in front");
  }

  private FusionTree tree() throws SyntaxException {
    peek();
    int start = position;
    while (position < text.length() && "(),".indexOf(text.charAt(position)) < 0 && !Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    String word = text.substring(start, position);
    switch (word) {
      case "" -> throw expected("a mnemonic, _ or #");
      case "_" -> {
        return new FusionTree.Slot();
      }
      case "#" -> {
        return new FusionTree.Constant();
      }
      default -> {
        return new FusionTree.Apply(word, peek() == '(' ? operands() : List.of());
      }
    }
  }

  private List<FusionTree> operands() throws SyntaxException {
    List<FusionTree> operands = new ArrayList<>();
    do {
      position++;
      operands.add(tree());
    } while (peek() == ',');
    if (peek() != ')') {
      throw expected("a comma or a closing parenthesis");
    }
    position++;
    return operands;
  }

  /** The next character that is not a space; 0 at the end. */
  private char peek() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  private SyntaxException expected(String what) {
    String where = position < text.length() ? "before \"" + text.substring(position) + "\"" : "at the end";
    return new SyntaxException(what + " was expected " + where);
  }
}
