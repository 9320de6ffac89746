package dev.lockstep.processor.generate;

import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.SetModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods and classes that the stencils of a set name, numbered in the order of their first use. */
final class StencilTables {

  private final SetModel set;
  private final Map<Method, Integer> methods = new LinkedHashMap<>();
  private final Map<String, Integer> classes = new LinkedHashMap<>();

  /** A method as a constant pool names it. */
  record Method(String owner, String name, String descriptor) {}

  StencilTables(SetModel set) {
    this.set = set;
  }

  int opcode(OpcodeModel opcode) {
    return method(new Method(opcode.owner(), opcode.method(), opcode.descriptor()));
  }

  int handler(String name) {
    String descriptor = "(L" + set.internalName(set.name() + "Machine") + ";[J[III)I";
    return method(new Method(set.internalName(set.name() + "Handlers"), name, descriptor));
  }

  int method(Method method) {
    methods.putIfAbsent(method, methods.size());
    return methods.get(method);
  }

  int type(String internalName) {
    classes.putIfAbsent(internalName, classes.size());
    return classes.get(internalName);
  }

  List<Method> methods() {
    return new ArrayList<>(methods.keySet());
  }

  List<String> classes() {
    return new ArrayList<>(classes.keySet());
  }
}
