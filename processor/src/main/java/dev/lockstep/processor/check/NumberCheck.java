package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.spec.Opcode;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Checks that numbers and mnemonics tell opcodes apart. */
final class NumberCheck {

  static final int MAX_NUMBER = 65535;

  private final Problems problems;

  NumberCheck(Problems problems) {
    this.problems = problems;
  }

  void check(SourceSet set) {
    Map<Integer, SourceOpcode> numbers = new HashMap<>();
    Map<String, SourceOpcode> mnemonics = new HashMap<>();
    for (SourceOpcode opcode : set.opcodes()) {
      if (opcode.place("value") != null) {
        checkNumber(opcode, numbers.putIfAbsent(opcode.number(), opcode));
      }
      checkMnemonic(opcode, mnemonics.putIfAbsent(opcode.mnemonic(), opcode));
    }
  }

  private void checkNumber(SourceOpcode opcode, SourceOpcode first) {
    if (opcode.number() == Opcode.ASSIGNED) {
      return;
    }
    if (opcode.number() < 0 || opcode.number() > MAX_NUMBER) {
      problems.report(
          Rule.NUMBER_OUT_OF_RANGE,
          opcode.method(),
          opcode.annotation(),
          opcode.place("value"),
          "opcode number %d is out of range; 0 to %d was expected; choose another, or leave it out to have one assigned",
          opcode.number(),
          MAX_NUMBER);
    } else if (first != null) {
      problems.report(
          Rule.DUPLICATE_NUMBER,
          opcode.method(),
          opcode.annotation(),
          opcode.place("value"),
          "opcode number %d is that of %s already; numbers are unique in a set; choose another",
          opcode.number(),
          first.mnemonic());
    }
  }

  private void checkMnemonic(SourceOpcode opcode, SourceOpcode first) {
    String mnemonic = opcode.mnemonic();
    if (first != null) {
      problems.report(
          Rule.DUPLICATE_MNEMONIC,
          opcode.method(),
          opcode.annotation(),
          opcode.place("name"),
          "%s is the mnemonic of %s already; mnemonics are unique in a set; choose another with name =",
          mnemonic,
          described(first.method(), opcode.method()));
    } else if (!isMnemonic(mnemonic)) {
      problems.report(
          Rule.BAD_MNEMONIC,
          opcode.method(),
          opcode.annotation(),
          opcode.place("name"),
          "\"%s\" cannot be a mnemonic; printable ASCII without spaces and none of ( ) { } , ; \" \\ */ was expected, and "
              + "not _ or #, which stand for operands; choose another",
          mnemonic);
    }
  }

  /** A method, with its class if that is not the class of the method that has the problem. */
  private static String described(ExecutableElement method, ExecutableElement place) {
    Element owner = method.getEnclosingElement();
    return owner.equals(place.getEnclosingElement()) ? method.toString() : owner + "." + method;
  }

  private static boolean isMnemonic(String text) {
    return text.matches("[!-~&&[^(){},;\"\\\\]]+") && !text.contains("*/") && !text.equals("_") && !text.equals("#");
  }
}
