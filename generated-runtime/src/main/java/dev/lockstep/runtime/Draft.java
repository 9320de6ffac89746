package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that one assembler has written, of which programs are made. Not thread-safe. */
final class Draft {

  /** Stands for the assembler in what outlives it. */
  final Object author = new Object();

  final CodeWords code = new CodeWords();
  final SourcePositions positions = new SourcePositions();

  /** By index. */
  final List<Function> functions = new ArrayList<>();

  /** By index; the same object is here once. */
  final List<Object> constants = new ArrayList<>();

  private final Map<Object, Integer> constantIndices = new IdentityHashMap<>();
  private final Map<Signature, Integer> signatures = new LinkedHashMap<>();
  private final List<Callee> callees = new ArrayList<>();

  // How much of everything programs have.
  private int builtFunctions;
  private int builtConstants;
  private int builtWords;

  /** A word that has to become the entry of a function. */
  private record Callee(int position, Function function) {}

  Draft() {
    code.add(Convention.HALT);
    builtWords = code.size();
  }

  Function declare(String name, Signature signature) {
    Function declared = new Function(name, functions.size(), signature, signatureIndex(signature));
    functions.add(declared);
    return declared;
  }

  boolean has(Function function) {
    return function.index() < functions.size() && functions.get(function.index()) == function;
  }

  int signatureIndex(Signature signature) {
    Integer index = signatures.putIfAbsent(signature, signatures.size());
    return index != null ? index : signatures.size() - 1;
  }

  int signatureCount() {
    return signatures.size();
  }

  /** By index. */
  List<Signature> signatures() {
    return List.copyOf(signatures.keySet());
  }

  int constantIndex(Object value) {
    Integer index = constantIndices.putIfAbsent(value, constants.size());
    if (index != null) {
      return index;
    }
    constants.add(value);
    return constants.size() - 1;
  }

  /** Writes what stands in front of a function's entry, which comes next. */
  void writeHeader(Function function, int link, int frameSize) {
    code.add(function.signatureIndex());
    code.add(function.signature().parameters().size());
    code.add(link);
    code.add(frameSize);
    code.add(0); // the counter
    function.begin(code.size(), link);
  }

  /** Writes a word that becomes the entry of a function. */
  void writeCallee(Function callee) {
    callees.add(new Callee(code.size(), callee));
    code.add(0);
  }

  /** Writes where calls lead; all functions have to have bodies. */
  void link() {
    for (Function declared : functions.subList(builtFunctions, functions.size())) {
      if (declared.entry() < 0) {
        throw new AssemblyException("function " + declared.name() + " was declared but has no body");
      }
    }
    for (Callee callee : callees) {
      code.set(callee.position(), callee.function().entry());
    }
    callees.clear();
  }

  /** Notes that a program has all that has been written. */
  void built() {
    builtFunctions = functions.size();
    builtConstants = constants.size();
    builtWords = code.size();
  }

  /** Forgets what no program has; signatures stay, as that makes no difference. */
  void rollBack() {
    functions.subList(builtFunctions, functions.size()).clear();
    code.cut(builtWords);
    positions.cut(builtWords);
    callees.clear();
    for (Object constant : constants.subList(builtConstants, constants.size())) {
      constantIndices.remove(constant);
    }
    constants.subList(builtConstants, constants.size()).clear();
  }
}
