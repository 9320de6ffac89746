package dev.lockstep.runtime;

import java.util.List;

/**
 * The methods of a function's class: the static one with the function's body and typed parameters, and the one of {@link
 * Entry} that calls it with raw bits. Not thread-safe.
 */
final class FunctionMethods {

  private static final int[] RETURN = {0xac, 0xad, 0xae, 0xaf};
  private static final int LCONST_0 = 0x09;
  private static final int PUBLIC_FINAL = 0x11;
  private static final int STATIC = 8;
  private static final String BODY = "body";

  private final RegionClass names;
  private final String machine;
  private final JvmCode code;
  private final RegionState conversions;
  private final CodeBuffer out = new CodeBuffer(512);

  /** The index in the pool of the method with the body, in the class being made. */
  private int body;

  private String descriptor;

  FunctionMethods(RegionClass names, String machine) {
    this.names = names;
    this.machine = machine;
    code = new JvmCode(names.pool);
    conversions = new RegionState(code, names, null);
  }

  void begin(Signature signature) {
    StringBuilder text = new StringBuilder("(L").append(machine).append(";II");
    for (Type type : signature.parameters()) {
      text.append(type.code());
    }
    text.append(')').append(signature.results().isEmpty() ? 'V' : signature.results().get(0).code());
    descriptor = text.toString();
    body = names.pool.method(names.self, BODY, descriptor);
  }

  int body() {
    return body;
  }

  /** The type of a result as an ordinal; -1 if there is none. */
  static int result(Signature signature) {
    return signature.results().isEmpty() ? -1 : signature.results().get(0).ordinal();
  }

  /** The instruction that returns a result of the given type. */
  static int returning(int result) {
    return result < 0 ? JvmCode.RETURN : RETURN[result];
  }

  /** Emits a return to a caller that will not look at the result. */
  static void returnNothing(Signature signature, JvmCode code) {
    int result = result(signature);
    if (result >= 0) {
      code.pushZero(result);
    }
    code.op(returning(result));
  }

  /** The descriptor of the method of {@link Entry} with the given number of arguments. */
  static String call(int arguments) {
    StringBuilder text = new StringBuilder("(Ldev/lockstep/runtime/Machine;II");
    for (int i = 0; i < arguments; i++) {
      text.append('J');
    }
    return text.append(")J").toString();
  }

  /** The whole method that overrides the one of {@link Entry}, and what comes before the code attribute of the body. */
  CodeBuffer write(Signature signature) {
    List<Type> parameters = signature.parameters();
    code.out.truncate(0);
    code.load(JvmCode.REFERENCE, 1);
    code.op(JvmCode.CHECKCAST, names.machine);
    code.load(JvmCode.INT, 2);
    code.load(JvmCode.INT, 3);
    for (int i = 0; i < parameters.size(); i++) {
      code.load(Type.LONG.ordinal(), 4 + 2 * i);
      conversions.fromBits(parameters.get(i).ordinal());
    }
    code.op(JvmCode.INVOKESTATIC, body);
    if (signature.results().isEmpty()) {
      code.op(LCONST_0);
    } else {
      conversions.toBits(result(signature));
    }
    code.op(JvmCode.LRETURN);
    out.truncate(0);
    header(PUBLIC_FINAL, "call", call(parameters.size()));
    out.u4(12 + code.size());
    out.u2(3 + 2 * parameters.size()); // operand stack
    out.u2(4 + 2 * parameters.size()); // locals
    out.u4(code.size());
    out.append(code.out);
    out.u4(0); // no handlers, no attributes
    header(STATIC, BODY, descriptor);
    return out;
  }

  private void header(int access, String name, String type) {
    out.u2(access);
    out.u2(names.pool.utf8(name));
    out.u2(names.pool.utf8(type));
    out.u2(1);
    out.u2(names.codeName);
  }
}
