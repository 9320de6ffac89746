package dev.lockstep.examples.wasm.wast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, booleans and null; numbers stay the text they are. Nesting is
 * limited, so that no text can overflow the stack.
 */
final class JsonParser {

  private static final int MAX_DEPTH = 100;

  private final String text;
  private int position;

  private JsonParser(String text) {
    this.text = text;
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if the text is not JSON; the message is one line
   */
  static Object parse(String text) {
    JsonParser parser = new JsonParser(text);
    Object value = parser.value(0);
    parser.skipSpace();
    if (parser.position != text.length()) {
      throw parser.error("text after the value");
    }
    return value;
  }

  private IllegalArgumentException error(String what) {
    return new IllegalArgumentException("not JSON: " + what + " at character " + position);
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /** The next character that is no space, or 0 at the end. */
  private char peek() {
    skipSpace();
    return position < text.length() ? text.charAt(position) : 0;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw error("no " + c);
    }
    position++;
  }

  private boolean accept(char c) {
    boolean found = peek() == c;
    if (found) {
      position++;
    }
    return found;
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("nested too deeply");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    if (accept('}')) {
      return members;
    }
    do {
      skipSpace();
      String name = string();
      expect(':');
      members.put(name, value(depth + 1));
    } while (accept(','));
    expect('}');
    return members;
  }

  private List<Object> array(int depth) {
    List<Object> elements = new ArrayList<>();
    expect('[');
    if (accept(']')) {
      return elements;
    }
    do {
      elements.add(value(depth + 1));
    } while (accept(','));
    expect(']');
    return elements;
  }

  /** A number or a name, none of which contains a delimiter. */
  private Object word() {
    int start = position;
    while (position < text.length() && ",]} \t\r\n".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String word = text.substring(start, position);
    switch (word) {
      case "true":
        return true;
      case "false":
        return false;
      case "null":
        return null;
      default:
        if (!word.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
          throw error("no value");
        }
        return word;
    }
  }

  private String string() {
    expect('"');
    StringBuilder result = new StringBuilder();
    while (true) {
      if (position == text.length()) {
        throw error("no end of a string");
      }
      char c = text.charAt(position++);
      if (c == '"') {
        return result.toString();
      }
      result.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    if (position == text.length()) {
      throw error("no end of a string");
    }
    char c = text.charAt(position++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> throw error("unknown escape");
    };
  }

  private char codeUnit() {
    if (position + 4 > text.length()) {
      throw error("no end of a string");
    }
    int unit = 0;
    for (int end = position + 4; position < end; position++) {
      int digit = Character.digit(text.charAt(position), 16);
      if (digit < 0) {
        throw error("no hexadecimal digit");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }
}
