package dev.lockstep.examples.scheme;

import java.util.ArrayList;
import java.util.List;

/** How forms are written, of what parts: takes them apart, and puts some down to others. Not thread-safe. */
final class Syntax {

  /** A name that programs cannot have. */
  static final Symbol RESULT = Symbol.hidden("result");

  private static final Symbol BEGIN = Symbol.hidden("begin");
  private static final Symbol LET = Symbol.hidden("let");
  private static final Symbol IF = Symbol.hidden("if");

  /** That of the innermost form which was read from text. */
  private int line;

  /** The expander comes to a form. */
  void enter(Pair form) {
    line = form.line == 0 ? line : form.line;
  }

  int line() {
    return line;
  }

  SchemeException error(String message) {
    return SchemeException.at(line, message);
  }

  /** The elements of a list. */
  List<Object> items(Object form) {
    List<Object> items = new ArrayList<>();
    Object rest = form;
    for (; rest instanceof Pair pair; rest = pair.cdr) {
      items.add(pair.car);
    }
    if (rest != Singleton.EMPTY_LIST) {
      throw error("not a list: " + Printer.write(form));
    }
    return items;
  }

  /** A form that has to have so many parts. */
  List<Object> take(List<Object> items, int size) {
    if (items.size() != size) {
      throw error(name(items) + " has " + items.size() + " parts, not " + size);
    }
    return items;
  }

  /** A form that has to have so many parts at least. */
  List<Object> atLeast(List<Object> items, int size) {
    if (items.size() < size) {
      throw error(name(items) + " has fewer than " + size + " parts");
    }
    return items;
  }

  private static String name(List<Object> items) {
    return items.isEmpty() ? "()" : Printer.write(items.get(0));
  }

  /** A form that has to be a name which programs can have. */
  Symbol symbol(Object form) {
    if (form instanceof Symbol symbol && !symbol.toString().startsWith("%")) {
      return symbol;
    }
    throw error("not a name: " + Printer.write(form));
  }

  /** A {@code let*} as a {@code let} in another one. */
  Object letInTurn(List<Object> items) {
    List<Object> bindings = items(atLeast(items, 3).get(1));
    Object body = new Pair(LET, new Pair(Singleton.EMPTY_LIST, Pair.list(items.subList(2, items.size()))));
    for (int i = bindings.size() - 1; i >= 0; i--) {
      body = Pair.list(LET, Pair.list(bindings.get(i)), body);
    }
    return body;
  }

  /** A {@code do} as a loop with a name that programs cannot have. */
  Object loop(List<Object> items) {
    List<Object> bindings = new ArrayList<>();
    List<Object> again = new ArrayList<>(List.of(RESULT));
    for (Object binding : items(items.get(1))) {
      List<Object> parts = items(binding);
      if (parts.size() < 2 || parts.size() > 3) {
        throw error("a binding of do is (name first) or (name first next)");
      }
      bindings.add(Pair.list(parts.get(0), parts.get(1)));
      again.add(parts.get(parts.size() == 3 ? 2 : 0));
    }
    List<Object> end = atLeast(items(items.get(2)), 1);
    List<Object> body = new ArrayList<>(List.of(BEGIN));
    body.addAll(items.subList(3, items.size()));
    body.add(Pair.list(again));
    Object result = new Pair(BEGIN, Pair.list(end.subList(1, end.size())));
    return Pair.list(LET, RESULT, Pair.list(bindings), Pair.list(IF, end.get(0), result, Pair.list(body)));
  }
}
