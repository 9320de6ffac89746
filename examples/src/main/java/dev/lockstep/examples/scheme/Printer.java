package dev.lockstep.examples.scheme;

import java.util.Map;

/** Writes values as Scheme does. */
final class Printer {

  static final Map<String, Character> NAMED = Map.of("space", ' ', "newline", '\n', "tab", '\t');

  private final StringBuilder out = new StringBuilder();
  private final boolean forReader;

  private Printer(boolean forReader) {
    this.forReader = forReader;
  }

  /** As text that can be read again. */
  static String write(Object value) {
    return new Printer(true).append(value).toString();
  }

  /** As text for people: strings and characters as they are. */
  static String display(Object value) {
    return new Printer(false).append(value).toString();
  }

  private StringBuilder append(Object value) {
    if (value instanceof Boolean truth) {
      out.append(truth ? "#t" : "#f");
    } else if (value instanceof Pair pair) {
      appendList(pair);
    } else if (value instanceof Object[] vector) {
      out.append('#');
      appendElements(vector);
    } else if (value instanceof String text && forReader) {
      appendQuoted(text);
    } else if (value instanceof Character character && forReader) {
      out.append("#\\").append(name(character));
    } else if (value instanceof Double number && (number.isInfinite() || number.isNaN())) {
      out.append(number > 0 ? "+inf.0" : number < 0 ? "-inf.0" : "+nan.0");
    } else if (value instanceof Condition condition) {
      out.append("#<error ").append(condition).append('>');
    } else {
      out.append(value);
    }
    return out;
  }

  private void appendList(Pair list) {
    out.append('(');
    append(list.car);
    Object rest = list.cdr;
    Pair behind = list; // at half the speed, so that a list which leads back to itself is noticed
    for (int i = 1; rest instanceof Pair pair; i++) {
      out.append(' ');
      append(pair.car);
      rest = pair.cdr;
      behind = i % 2 == 0 ? (Pair) behind.cdr : behind;
      if (rest == behind) {
        out.append(" ...");
        rest = Singleton.EMPTY_LIST;
      }
    }
    if (rest != Singleton.EMPTY_LIST) {
      out.append(" . ");
      append(rest);
    }
    out.append(')');
  }

  private void appendElements(Object[] vector) {
    out.append('(');
    for (int i = 0; i < vector.length; i++) {
      out.append(i == 0 ? "" : " ");
      append(vector[i]);
    }
    out.append(')');
  }

  private void appendQuoted(String text) {
    out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")).append('"');
  }

  private static String name(char character) {
    return NAMED.entrySet().stream()
        .filter(entry -> entry.getValue() == character)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(String.valueOf(character));
  }
}
