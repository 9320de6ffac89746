package dev.lockstep.processor.check;

import dev.lockstep.runtime.Convention;

/** Checks that what would be generated is of a size that the JVM takes, and compiles. */
final class SizeCheck {

  /** HotSpot never compiles a method of more than 8,000 bytes. */
  static final int DRIVER_BUDGET = 7000;

  /** Holes name words of the instruction by one byte. */
  static final int MAX_WORDS = 255;

  /** A method of 64 KB takes about 8 bytes a form to find its stencil. */
  static final int MAX_FORMS = 7000;

  /** An initialiser of 64 KB takes 24 bytes for each method that stencils call. */
  static final int MAX_METHODS = 2500;

  /** The bytes that the driver takes to look whether a word is the one that is likely. */
  private static final int LOOK = 9;

  private final Problems problems;

  SizeCheck(Problems problems) {
    this.problems = problems;
  }

  void check(SetModel set) {
    for (FormModel form : set.forms()) {
      if (form.length() > MAX_WORDS) {
        problems.report(
            Rule.INSTRUCTION_TOO_LONG,
            form.opcode().source().method(),
            "%s takes %d words; at most %d was expected, or it cannot be stencilled; give it fewer operands",
            form.name(),
            form.length(),
            MAX_WORDS);
      }
    }
    int driver = driverSize(set);
    if (driver > DRIVER_BUDGET) {
      problems.report(
          Rule.DRIVER_TOO_LARGE,
          set.source().type(),
          set.source().annotation(),
          null,
          "the interpreter's loop would take %d bytes of bytecode; at most %d was expected, since the JVM never compiles a "
              + "method over 8,000; mark at least %d bytes' worth of rare opcodes with cold = true (a form takes 21 to 32)",
          driver,
          DRIVER_BUDGET,
          driver - DRIVER_BUDGET);
    }
    int methods = methods(set);
    if (set.dispatched().size() > MAX_FORMS || methods > MAX_METHODS) {
      problems.report(
          Rule.TABLE_TOO_LARGE,
          set.source().type(),
          set.source().annotation(),
          null,
          "the set has %d forms and its stencils call up to %d methods; at most %d and %d was expected; declare fewer "
              + "opcodes, or derive fewer fused forms",
          set.dispatched().size(),
          methods,
          MAX_FORMS,
          MAX_METHODS);
    }
  }

  /** The methods that stencils call: those of opcodes, accessors of records, and handlers through which regions are left. */
  private static int methods(SetModel set) {
    int accessors = set.opcodes().stream().filter(opcode -> opcode.record() != null).mapToInt(opcode -> opcode.results().size()).sum();
    long handlers = set.forms().stream().filter(form -> form.opcode().flow().changesFrame()).count();
    return set.opcodes().size() + accessors + (int) handlers;
  }

  /** The bytes of {@code XDriver.run}, as javac compiles it; a test holds this against the class file. */
  static int driverSize(SetModel set) {
    int cases = Convention.CATCH; // What is rarer has none in the loop.
    int bodies = 0;
    for (Dispatched each : set.dispatched()) {
      if (!each.cold()) {
        cases++;
        bodies += bodySize(each);
        bodies += set.likelyAfter(each).stream().mapToInt(next -> LOOK + bodySize(next)).sum();
      }
    }
    int dispatch = 5;
    int table = 11 + 8 * cases; // the keys are too sparse for a tableswitch
    int builtInBodies = 2 + 7 * 13;
    int rare = 24;
    int handler = 11;
    return dispatch + table + builtInBodies + bodies + rare + handler;
  }

  /** The bytes of a call of a handler in {@code XDriver.run}, and of what follows it. */
  private static int bodySize(Dispatched each) {
    return each.changesFrame() ? 24 : 13;
  }
}
