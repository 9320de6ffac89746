package dev.lockstep.processor.generate;

import java.util.List;

/** Breaks lines inside of a switch, where the source writer leaves text as it is. */
final class Lines {

  private static final int WIDTH = 120;

  /** How far a case is indented. */
  private static final int INDENT = 6;

  private Lines() {}

  /** A comment, broken where a step ends. */
  static String comment(String text) {
    StringBuilder lines = new StringBuilder("//");
    int column = INDENT + 2;
    for (String step : text.split("(?<=;) ")) {
      if (column + 1 + step.length() > WIDTH) {
        lines.append("\n//  ");
        column = INDENT + 4;
      }
      lines.append(' ').append(step);
      column += 1 + step.length();
    }
    return lines.append('\n').toString();
  }

  /** A case that returns a string; a line a literal if they do not fit into one. */
  static String returnCase(String label, List<String> literals) {
    String line = label + " return " + String.join(" + ", literals) + ";";
    if (literals.size() == 1 && INDENT + line.length() <= WIDTH) {
      return line + "\n";
    }
    return label + "\n  return " + String.join("\n      + ", literals) + ";\n";
  }
}
