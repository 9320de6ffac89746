package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Emits the guest functions through which calls leave an instance: one for each imported function, so that whatever
 * calls or references functions need not know which are imported; and one for each type of indirect calls, for callees
 * that came through a table from elsewhere.
 */
final class Stubs {

  private final WasmAssembler asm;
  private final int[] indices;
  private final List<Function> indirect = new ArrayList<>();

  Stubs(WasmAssembler asm, int types) {
    this.asm = asm;
    indices = new int[types];
    Arrays.fill(indices, -1);
  }

  /** The indices of stubs for indirect calls by type index; -1 where there is none. */
  int[] indices() {
    return indices;
  }

  boolean isDeclared(int type) {
    return indices[type] >= 0;
  }

  void declareIndirect(int type, Signature signature) {
    Function stub = asm.declare("call_indirect.".concat(Integer.toString(type)), signature);
    indices[type] = stub.index();
    indirect.add(stub);
  }

  /** The bodies of all that were declared; not while another function is being emitted. */
  void emitIndirect() {
    for (int i = 0; i < indirect.size(); i++) {
      begin(indirect.get(i)).op(WasmOpcodes.OUTSIDE_CALLEE);
      call(indirect.get(i).signature());
    }
  }

  void emitImport(Function stub, int function) {
    begin(stub).op(WasmOpcodes.OUTSIDE_IMPORT, function);
    call(stub.signature());
  }

  /** One local after the parameters holds the results. */
  private WasmAssembler begin(Function stub) {
    return asm.begin(stub, Type.REFERENCE);
  }

  /** Calls the function that is on the operand stack. */
  private void call(Signature signature) {
    List<Type> parameters = signature.parameters();
    asm.constReference(null);
    for (int i = 0; i < parameters.size(); i++) {
      asm.getLocal(i).op(TypedOpcodes.argument(parameters.get(i)));
    }
    int results = parameters.size();
    asm.op(WasmOpcodes.OUTSIDE_CALL).setLocal(results);
    for (int i = 0; i < signature.results().size(); i++) {
      asm.getLocal(results).op(TypedOpcodes.result(signature.results().get(i)), i);
    }
    asm.op(WasmOpcodes.RETURN).end();
  }
}
