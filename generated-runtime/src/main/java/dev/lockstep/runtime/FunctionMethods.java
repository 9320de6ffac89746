package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The methods of a function's class: the static one with the function's body and typed parameters, and the one of {@link
 * Entry} that calls it with raw bits. Not thread-safe.
 */
final class FunctionMethods {

  private static final int[] RETURN = {0xac, 0xad, 0xae, 0xaf, 0xb0};
  private static final int LCONST_0 = 0x09;
  private static final int PUBLIC_FINAL = 0x11;
  private static final int STATIC = 8;

  private final RegionClass names;
  private final String machine;
  private final JvmCode code;
  private final RegionState conversions;
  private final CodeBuffer out = new CodeBuffer(512);

  // In the class being made, by index in the pool: the method with the body, and its type.
  private int body;
  private int bodyType;

  // The same by the shape of entries: their class, the method of it for calls, and that one's type; 0 if not used yet.
  private final int[] shapeClass = new int[Entry.SHAPES];
  private final int[] virtual = new int[Entry.SHAPES];
  private final int[] virtualType = new int[Entry.SHAPES];
  private int[] used = new int[8];
  private int usedCount;

  /** How many methods of the class have been written. */
  private int count;

  // Encoded once: the type of a body, by the signature; class and type of the method for calls, by shape.
  private final Map<Signature, byte[]> bodyTypes = new HashMap<>();
  private final byte[][] classNames = new byte[Entry.SHAPES][];
  private final byte[][] virtualTypes = new byte[Entry.SHAPES][];

  FunctionMethods(RegionClass names, String machine) {
    this.names = names;
    this.machine = machine;
    code = new JvmCode(names.pool);
    conversions = new RegionState(code, names, null);
  }

  /** Starts a class. */
  void begin() {
    while (usedCount > 0) {
      int shape = used[--usedCount];
      shapeClass[shape] = 0;
      virtual[shape] = 0;
      virtualType[shape] = 0;
    }
    count = 0;
  }

  /** Says that the class is that of a function. */
  void beginBody(Function function) {
    byte[] type = bodyTypes.get(function.signature());
    if (type == null) {
      type = ConstantPool.encode(bodyType(function.signature()));
      bodyTypes.put(function.signature(), type);
    }
    bodyType = names.pool.utf8(type);
    body = names.pool.method(names.self, names.pool.nameAndType(names.bodyName, bodyType));
  }

  private String bodyType(Signature signature) {
    StringBuilder text = new StringBuilder("(L").append(machine).append(";I");
    for (Type type : signature.parameters()) {
      text.append(descriptor(type));
    }
    return text.append(')').append(signature.results().isEmpty() ? "V" : descriptor(signature.results().get(0))).toString();
  }

  private static String descriptor(Type type) {
    return type == Type.REFERENCE ? "Ljava/lang/Object;" : String.valueOf(type.code());
  }

  int body() {
    return body;
  }

  /** The type of the first result, which is that of the body, as an ordinal; -1 if there is none. */
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

  /** The index in the pool of the class of entries of the given shape. */
  int shapeClass(int shape) {
    if (shapeClass[shape] == 0) {
      prepare(shape);
      shapeClass[shape] = Entry.isPlain(shape) ? names.entryClass : names.pool.classOf(classNames[shape]);
    }
    return shapeClass[shape];
  }

  /** The index in the pool of that class's method for calls. */
  int virtual(int shape) {
    if (virtual[shape] == 0) {
      int nameAndType = names.pool.nameAndType(names.callName, virtualType(shape));
      virtual[shape] = names.pool.method(shapeClass(shape), nameAndType);
    }
    return virtual[shape];
  }

  private int virtualType(int shape) {
    if (virtualType[shape] == 0) {
      prepare(shape);
      virtualType[shape] = names.pool.utf8(virtualTypes[shape]);
    }
    return virtualType[shape];
  }

  /** The first use in a class of anything of the given shape. */
  private void prepare(int shape) {
    if (virtualTypes[shape] == null) {
      virtualTypes[shape] = ConstantPool.encode(Entry.callType(shape));
      classNames[shape] = ConstantPool.encode(Entry.className(shape));
    }
    if (shapeClass[shape] == 0 && virtualType[shape] == 0) {
      used = usedCount == used.length ? Arrays.copyOf(used, 2 * usedCount) : used;
      used[usedCount++] = shape;
    }
  }

  /**
   * The whole method that overrides the one of {@link Entry}, and what comes before the code attribute of the body.
   *
   * @param more by how many slots more than its callees' frames are away the body lowers the limit; if by any, it is in
   *     another method, which the one with its name calls
   */
  CodeBuffer write(Signature signature, int more) {
    List<Type> parameters = signature.parameters();
    int shape = Entry.shape(signature);
    code.out.truncate(0);
    code.load(JvmCode.REFERENCE, 1);
    code.op(JvmCode.CHECKCAST, names.machine);
    code.load(JvmCode.INT, 2);
    int local = 3;
    for (int i = 0; i < parameters.size(); i++) {
      int type = parameters.get(i).ordinal();
      if (Entry.takes(i)) {
        int passed = Entry.passed(type);
        code.load(passed, local);
        local += JvmCode.words(passed);
      } else {
        pushFromStack(i, type);
      }
      conversions.fromBits(type);
    }
    code.op(JvmCode.INVOKESTATIC, body);
    int result = result(signature);
    if (result < 0) {
      code.op(LCONST_0);
      code.op(JvmCode.LRETURN);
    } else {
      conversions.toBits(result);
      code.op(returning(Entry.passed(result)));
    }
    out.truncate(0);
    header(PUBLIC_FINAL, names.callName, virtualType(shape));
    code(bridgeStack(signature), bridgeLocals(signature));
    if (more == 0) {
      header(STATIC, names.bodyName, bodyType);
    } else {
      writeLimited(parameters, result, more);
      header(STATIC, names.largeBodyName, bodyType);
    }
    return out;
  }

  /** How many methods of the class have been written; 0 if it is not that of a function. */
  int count() {
    return count;
  }

  /** How many words of Java stack the method that overrides the one of {@link Entry} takes. */
  static int bridgeWords(Signature signature) {
    return JavaStack.words(bridgeLocals(signature), bridgeStack(signature));
  }

  private static int bridgeLocals(Signature signature) {
    return 3 + 2 * Math.min(signature.parameters().size(), Entry.MAX_ARGUMENTS);
  }

  private static int bridgeStack(Signature signature) {
    return 5 + 2 * signature.parameters().size();
  }

  /** The method that lowers the limit while the body runs. If that throws, the driver sets it anew. */
  private void writeLimited(List<Type> parameters, int result, int more) {
    code.out.truncate(0);
    addToLimit(-more);
    code.load(JvmCode.REFERENCE, 0);
    code.load(JvmCode.INT, 1);
    int local = 2;
    for (Type type : parameters) {
      code.load(type.ordinal(), local);
      local += JvmCode.words(type.ordinal());
    }
    int largeBody = names.pool.method(names.self, names.pool.nameAndType(names.largeBodyName, bodyType));
    code.op(JvmCode.INVOKESTATIC, largeBody);
    addToLimit(more);
    code.op(returning(result));
    header(STATIC, names.bodyName, bodyType);
    code(5 + 2 * parameters.size(), local);
  }

  private void addToLimit(int more) {
    code.load(JvmCode.REFERENCE, 0);
    code.op(JvmCode.DUP);
    code.op(JvmCode.GETFIELD, names.of(RegionMember.LIMIT));
    code.pushInt(more);
    code.op(JvmCode.IADD);
    code.op(JvmCode.PUTFIELD, names.of(RegionMember.LIMIT));
  }

  private void code(int maxStack, int maxLocals) {
    out.u4(12 + code.size());
    out.u2(maxStack);
    out.u2(maxLocals);
    out.u4(code.size());
    out.append(code.out);
    out.u4(0); // no handlers, no attributes
  }

  /** Pushes an argument that is in the guest's stack. */
  private void pushFromStack(int index, int type) {
    boolean isReference = type == JvmCode.REFERENCE;
    code.load(JvmCode.REFERENCE, 1);
    if (!isReference) {
      code.op(JvmCode.GETFIELD, names.of(RegionMember.SLOTS));
    }
    code.load(JvmCode.INT, 2);
    code.pushInt(index);
    code.op(JvmCode.IADD);
    if (isReference) {
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.TAKE));
    } else {
      code.op(JvmCode.LALOAD);
    }
  }

  private void header(int access, int name, int type) {
    count++;
    out.u2(access);
    out.u2(name);
    out.u2(type);
    out.u2(1);
    out.u2(names.codeName);
  }
}
