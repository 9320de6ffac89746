package dev.lockstep.examples.scheme;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads data from text, one after the other (R7RS 7.1.2). Not thread-safe. */
final class Reader {

  private static final String DELIMITERS = "()\";'`,";

  private static final Map<String, Object> WORDS =
      Map.of(
          "#t", true, "#true", true, "#f", false, "#false", false,
          "+inf.0", Double.POSITIVE_INFINITY, "-inf.0", Double.NEGATIVE_INFINITY, "+nan.0", Double.NaN);

  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?");

  private final String text;
  private int at;
  private final boolean tellsLines;
  private int line = 1;

  Reader(String text) {
    this(text, true);
  }

  private Reader(String text, boolean tellsLines) {
    this.text = text;
    this.tellsLines = tellsLines;
  }

  /** A reader of a text that is not the user's: what it reads is on no line. */
  static Reader withoutLines(String text) {
    return new Reader(text, false);
  }

  /** Whether there is anything left to read. */
  boolean hasNext() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c)) {
        line += c == '\n' ? 1 : 0;
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  /** The next datum. */
  Object next() {
    if (!hasNext()) {
      throw new UnfinishedException(line);
    }
    char c = text.charAt(at);
    return switch (c) {
      case '(' -> list();
      case ')' -> throw SchemeException.at(line, "a ) that closes nothing");
      case '\'' -> quoted("quote", 1);
      case '`' -> quoted("quasiquote", 1);
      case ',' -> text.startsWith(",@", at) ? quoted("unquote-splicing", 2) : quoted("unquote", 1);
      case '"' -> string();
      default -> text.startsWith("#(", at) ? vector() : text.startsWith("#\\", at) ? character() : word();
    };
  }

  /** The line of what is read next; 0 if lines are not told. */
  private int here() {
    return tellsLines ? line : 0;
  }

  private Object quoted(String symbol, int length) {
    int start = here();
    at += length;
    return new Pair(Symbol.of(symbol), Pair.list(next()), start);
  }

  private Object list() {
    List<Object> items = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    Object tail = Singleton.EMPTY_LIST;
    at++;
    while (!closes()) {
      lines.add(here());
      Object item = next();
      if (item == Symbol.of(".") && !items.isEmpty()) {
        tail = next();
        if (!closes()) {
          throw SchemeException.at(line, "more than one datum behind the dot of a list");
        }
        break;
      }
      items.add(item);
    }
    at++;
    for (int i = items.size() - 1; i >= 0; i--) {
      tail = new Pair(items.get(i), tail, lines.get(i));
    }
    return tail;
  }

  private Object vector() {
    at += 2;
    List<Object> items = new ArrayList<>();
    while (!closes()) {
      items.add(next());
    }
    at++;
    return items.toArray();
  }

  private boolean closes() {
    if (!hasNext()) {
      throw new UnfinishedException(line);
    }
    return text.charAt(at) == ')';
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        c = escaped(text.charAt(++at));
      }
      line += text.charAt(at) == '\n' ? 1 : 0;
      value.append(c);
    }
    if (at >= text.length()) {
      throw new UnfinishedException(line);
    }
    at++;
    return value.toString();
  }

  private char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '"', '\\' -> c;
      default -> throw SchemeException.at(line, "no character is written \\" + c);
    };
  }

  private Object character() {
    int start = at + 2;
    at = Math.min(start + 1, text.length());
    if (start < text.length() && Character.isLetterOrDigit(text.charAt(start))) {
      skipWord();
    }
    String name = text.substring(start, at);
    if (name.length() == 1) {
      return name.charAt(0);
    }
    Character named = Printer.NAMED.get(name);
    if (named == null) {
      throw SchemeException.at(line, "no character is called " + name);
    }
    return named;
  }

  private Object word() {
    int start = at;
    skipWord();
    String word = text.substring(start, at);
    if (WORDS.containsKey(word)) {
      return WORDS.get(word);
    }
    Object number = number(word);
    if (number == null && word.startsWith("#")) {
      throw SchemeException.at(line, "nothing is written " + word);
    }
    return number == null ? Symbol.of(word) : number;
  }

  private void skipWord() {
    while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && DELIMITERS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
  }

  /** The number that a word is; {@code null} if it is none. */
  static Object number(String word) {
    if (INTEGER.matcher(word).matches()) {
      return Numbers.normal(new BigInteger(word));
    }
    return DECIMAL.matcher(word).matches() ? Double.valueOf(word) : null;
  }

  /** The text ends in the middle of a datum: there may be more to come. */
  static final class UnfinishedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnfinishedException(int line) {
      super("line " + line + ": the text ends in the middle of a form");
    }
  }
}
