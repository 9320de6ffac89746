package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/** The parameter and result types of a guest function, in order. */
public record Signature(List<Type> parameters, List<Type> results) {

  public Signature {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  /**
   * Parses the letters of the types, as in {@code "(IJ)D"} or {@code "()"}; several results follow one another. The letters
   * are I for int, J for long, F for float, D for double and L, without a name, for a reference.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Signature of(String text) {
    int close = text.indexOf(')');
    if (!text.startsWith("(") || close < 0) {
      throw new IllegalArgumentException("a signature reads (parameters)results, not " + text);
    }
    return new Signature(types(text, 1, close), types(text, close + 1, text.length()));
  }

  private static List<Type> types(String text, int from, int to) {
    List<Type> types = new ArrayList<>(to - from);
    try {
      for (int i = from; i < to; i++) {
        types.add(Type.of(text.charAt(i)));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "signature " + text + ": " + e.getMessage() + "; the letters are I, J, F, D and L, and no result is no letter");
    }
    return types;
  }

  boolean hasReferences() {
    return parameters.contains(Type.REFERENCE) || results.contains(Type.REFERENCE);
  }

  // A record's own methods are put together when first called, which takes longer than a small program takes to load.

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature s && parameters.equals(s.parameters) && results.equals(s.results);
  }

  @Override
  public int hashCode() {
    return 31 * parameters.hashCode() + results.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("(");
    parameters.forEach(type -> text.append(type.code()));
    text.append(')');
    results.forEach(type -> text.append(type.code()));
    return text.toString();
  }
}
