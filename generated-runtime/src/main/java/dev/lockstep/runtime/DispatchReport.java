package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Chooses sequences for what has run, the one that saves most first, and then again for what that leaves; and fused forms.
 * Goes by the names of forms, which are what one declares.
 */
final class DispatchReport {

  private static final String ARROW = " -> ";

  private static final Comparator<Map.Entry<String, Double>> MOST_FIRST =
      Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey());

  private final InstructionTable table;
  private final List<StraightCode> pieces;

  private final List<Pairs> pairs;

  private final int longest;

  /** How many programs have run, since what has run of each adds up to 1. */
  private final long programs;

  /** By piece and instruction, whether the handler of the one before runs it. */
  private final List<boolean[]> joined = new ArrayList<>();

  /** By piece and instruction, whether it belongs to a sequence. */
  private final List<boolean[]> taken = new ArrayList<>();

  /** By two pcs of a program, how often the second was run right after the first; {@code total} instructions have run. */
  record Pairs(Program program, Map<Long, long[]> counts, long total) {}

  DispatchReport(InstructionTable table, List<StraightCode> pieces, List<Pairs> pairs, int longest) {
    this.table = table;
    this.pieces = pieces;
    this.pairs = pairs;
    this.longest = longest;
    programs = Math.round(pieces.stream().flatMapToDouble(piece -> Arrays.stream(piece.counts())).sum());
  }

  String text(int lines) {
    StringBuilder out = new StringBuilder();
    clear();
    out.append("Sequences, with the part of dispatches that each saves in addition to those above\n");
    double left = programs;
    for (int i = 0; i < lines; i++) {
      Map<String, Double> sequences = sequences();
      if (sequences.isEmpty()) {
        break;
      }
      Map.Entry<String, Double> best = Collections.min(sequences.entrySet(), MOST_FIRST);
      take(best.getKey());
      left -= best.getValue();
      line(out, best.getValue(), left, best.getKey());
    }
    out.append("Fused forms, with the part of dispatches that each saves\n");
    sorted(fused()).stream().limit(lines).forEach(form -> line(out, form.getValue(), 0, form.getKey()));
    clear();
    takeDeclared();
    out.append("What is dispatched with the sequences that there are, and what remains below it\n");
    Map<String, Double> dispatched = dispatched();
    left = dispatched.values().stream().mapToDouble(Double::doubleValue).sum();
    for (Map.Entry<String, Double> each : sorted(dispatched).subList(0, Math.min(2 * lines, dispatched.size()))) {
      left -= each.getValue();
      line(out, each.getValue(), left, each.getKey());
    }
    out.append("What is dispatched right after what, and in how many of all cases in which the first is\n");
    sorted(pairs()).stream()
        .filter(pair -> 2 * pair.getValue() >= dispatched.get(first(pair.getKey())))
        .limit(lines)
        .forEach(
            pair ->
                line(out, pair.getValue(), programs * pair.getValue() / dispatched.get(first(pair.getKey())), pair.getKey()));
    return out.toString();
  }

  private static String first(String pair) {
    return pair.substring(0, pair.indexOf(ARROW));
  }

  private void line(StringBuilder out, double share, double left, String name) {
    double rest = Math.max(0, left); // What is left of a sum of fractions can be a little less than nothing.
    out.append(String.format(Locale.ROOT, "%6.2f %% %6.2f %%  %s%n", 100 * share / programs, 100 * rest / programs, name));
  }

  private void clear() {
    joined.clear();
    taken.clear();
    for (StraightCode piece : pieces) {
      joined.add(new boolean[piece.size()]);
      taken.add(new boolean[piece.size()]);
    }
  }

  private static List<Map.Entry<String, Double>> sorted(Map<String, Double> savings) {
    List<Map.Entry<String, Double>> entries = new ArrayList<>(savings.entrySet());
    entries.sort(MOST_FIRST);
    return entries;
  }

  /** What each sequence would save where nothing is joined yet. */
  private Map<String, Double> sequences() {
    Map<String, Double> savings = new HashMap<>();
    Map<String, Integer> ends = new HashMap<>();
    for (int p = 0; p < pieces.size(); p++) {
      StraightCode piece = pieces.get(p);
      ends.clear();
      for (int from = 0; from < piece.size(); from++) {
        StringBuilder name = new StringBuilder();
        double saved = 0;
        for (int i = from; i < Math.min(piece.size(), from + longest) && !taken.get(p)[i]; i++) {
          name.append(i == from ? "" : "; ").append(piece.form(i).name());
          if (i > from) {
            saved += piece.counts()[i];
            if (saved > 0 && ends.getOrDefault(name.toString(), 0) <= from) {
              savings.merge(name.toString(), saved, Double::sum);
              ends.put(name.toString(), i + 1);
            }
          }
        }
      }
    }
    return savings;
  }

  /** Joins a sequence wherever it is. */
  private void take(String sequence) {
    String[] steps = sequence.split("; ");
    for (int p = 0; p < pieces.size(); p++) {
      for (int from = 0; from + steps.length <= pieces.get(p).size(); from++) {
        if (matches(p, from, steps)) {
          for (int i = from; i < from + steps.length; i++) {
            taken.get(p)[i] = true;
            joined.get(p)[i] = i > from;
          }
        }
      }
    }
  }

  private boolean matches(int p, int from, String[] steps) {
    for (int i = 0; i < steps.length; i++) {
      if (taken.get(p)[from + i] || !pieces.get(p).form(from + i).name().equals(steps[i])) {
        return false;
      }
    }
    return true;
  }

  /** Joins what the programs have joined. */
  private void takeDeclared() {
    for (int p = 0; p < pieces.size(); p++) {
      StraightCode piece = pieces.get(p);
      int joinedUpTo = 0;
      for (int i = 0; i < piece.size(); i++) {
        joined.get(p)[i] = i < joinedUpTo;
        joinedUpTo = i < joinedUpTo ? joinedUpTo : i + 1 + piece.stepsBehind(i);
      }
    }
  }

  private Map<String, Double> dispatched() {
    Map<String, Double> shares = new HashMap<>();
    for (int p = 0; p < pieces.size(); p++) {
      for (int from = 0; from < pieces.get(p).size(); from = end(p, from)) {
        shares.merge(name(p, from), pieces.get(p).counts()[from], Double::sum);
      }
    }
    return shares;
  }

  /** Behind the last instruction of what is dispatched at {@code from}. */
  private int end(int p, int from) {
    int end = from + 1;
    while (end < pieces.get(p).size() && joined.get(p)[end]) {
      end++;
    }
    return end;
  }

  private String name(int p, int from) {
    StringBuilder name = new StringBuilder(pieces.get(p).form(from).name());
    for (int i = from + 1; i < end(p, from); i++) {
      name.append("; ").append(pieces.get(p).form(i).name());
    }
    return name.toString();
  }

  /** By two names with an arrow between them, how often the second is dispatched right after the first. */
  private Map<String, Double> pairs() {
    Map<Program, Map<Integer, String>> names = new HashMap<>();
    Map<Program, Set<Integer>> starts = new HashMap<>();
    for (int p = 0; p < pieces.size(); p++) {
      Program program = pieces.get(p).program();
      int[] pcs = pieces.get(p).pcs();
      for (int from = 0; from < pcs.length; from = end(p, from)) {
        String name = name(p, from);
        starts.computeIfAbsent(program, none -> new HashSet<>()).add(pcs[from]);
        for (int i = from; i < end(p, from); i++) {
          names.computeIfAbsent(program, none -> new HashMap<>()).put(pcs[i], name);
        }
      }
    }
    Map<String, Double> shares = new HashMap<>();
    for (Pairs of : pairs) {
      of.counts().forEach(
          (pair, count) -> {
            int first = (int) (pair >> 32);
            int second = pair.intValue();
            if (starts.get(of.program()).contains(second)) {
              Map<Integer, String> name = names.get(of.program());
              shares.merge(name.get(first) + ARROW + name.get(second), (double) count[0] / of.total(), Double::sum);
            }
          });
    }
    return shares;
  }

  /** What each form would save that is fused of an instruction and the next, which alone reads its result. */
  private Map<String, Double> fused() {
    Set<String> present = new HashSet<>();
    for (int i = 0; i < table.formCount(); i++) {
      present.add(table.form(i).name());
    }
    Map<String, Double> savings = new HashMap<>();
    for (StraightCode piece : pieces) {
      for (int i = 0; i + 1 < piece.size(); i++) {
        String name = fused(piece, i);
        if (name != null && !present.contains(name)) {
          savings.merge(name, piece.counts()[i + 1], Double::sum);
        }
      }
    }
    return savings;
  }

  private String fused(StraightCode piece, int index) {
    Form inner = piece.form(index);
    Form outer = piece.form(index + 1);
    int[] code = piece.program().pristine();
    boolean hasResult = inner.operandCount() > 0 && inner.operand(0).role() == Operand.Role.DESTINATION;
    if (inner.opcode() < 0 || outer.opcode() < 0 || !hasResult) {
      return null;
    }
    int result = code[piece.pcs()[index] + inner.operand(0).word()];
    int source = 0;
    for (int i = 0; result > piece.link() && i < outer.operandCount(); i++) {
      Operand operand = outer.operand(i);
      if (operand.role() == Operand.Role.SOURCE) {
        if (code[piece.pcs()[index + 1] + operand.word()] == result) {
          return replaced(expression(outer), source, expression(inner));
        }
        source++;
      }
    }
    return null;
  }

  /** {@code outer} with an operand replaced; {@code null} if there is an opcode next to it already. */
  private static String replaced(String outer, int source, String inner) {
    int at = -1;
    for (int i = 0; i <= source; i++) {
      at = outer.indexOf('_', at + 1);
      while (at > 0 && outer.charAt(at - 1) != '(' && outer.charAt(at - 1) != ' ') {
        at = outer.indexOf('_', at + 1); // in a mnemonic
      }
    }
    if (at < 0) {
      return null;
    }
    int open = outer.lastIndexOf('(', at);
    int close = outer.indexOf(')', at);
    boolean isAlone = outer.indexOf('(', open + 1) < 0 && outer.indexOf(')') == close;
    return isAlone ? outer.substring(0, at) + inner + outer.substring(at + 1) : null;
  }

  private String expression(Form form) {
    if (form.name().indexOf('(') >= 0) {
      return form.name();
    }
    StringBuilder text = new StringBuilder(form.name()).append('(');
    int operands = table.opcode(form.opcode()).operandCount();
    for (int i = 0; i < operands; i++) {
      text.append(i == 0 ? "_" : ", _");
    }
    return text.append(')').toString();
  }
}
