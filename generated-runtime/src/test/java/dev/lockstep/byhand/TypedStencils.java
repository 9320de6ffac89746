package dev.lockstep.byhand;

import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Stencils;
import java.lang.invoke.MethodHandles;

/** The templates from which regions of {@link TypedOps} are compiled. */
final class TypedStencils extends Stencils {

  static final Stencils INSTANCE = new TypedStencils();

  private static final String OPS = "dev/lockstep/byhand/TypedOps";
  private static final String MACHINE = "dev/lockstep/byhand/TypedMachine";
  private static final String HANDLER = "(Ldev/lockstep/byhand/TypedMachine;[J[III)I";

  private TypedStencils() {
    super(
        MethodHandles.lookup(),
        TypedOpcodes.FINGERPRINT,
        MACHINE,
        null,
        new String[] {
          OPS, "add", "(II)I", // 0
          OPS, "div", "(II)I", // 1
          OPS, "toLong", "(I)J", // 2
          OPS, "addLong", "(JJ)J", // 3
          OPS, "toFloat", "(J)F", // 4
          OPS, "mulFloat", "(FF)F", // 5
          OPS, "toDouble", "(F)D", // 6
          OPS, "addDouble", "(DD)D", // 7
          OPS, "truncate", "(D)J", // 8
          OPS, "wrap", "(J)I", // 9
          OPS, "box", "(J)Ljava/lang/Object;", // 10
          OPS, "unbox", "(Ljava/lang/Long;)J", // 11
          OPS, "brIf", "(II)Z", // 12
          OPS, "pick", "(II)I", // 13
          MACHINE, "call", HANDLER, // 14
          MACHINE, "callComputed", HANDLER, // 15
          MACHINE, "tailCall", HANDLER, // 16
          MACHINE, "ret", HANDLER, // 17
          OPS, "fail", "(I)Ldev/lockstep/runtime/Trap;", // 18
          OPS, "callComputed", "(I)I", // 19
          OPS, "call", "()V", // 20
          OPS, "ret", "()V", // 21
          MACHINE, "tailCallComputed", HANDLER, // 22
          OPS, "check", "(I)I", // 23
          MACHINE, "callChecked", HANDLER, // 24
          MACHINE, "tailCallChecked", HANDLER, // 25
        },
        new String[] {"java/lang/Long"});
  }

  @Override
  protected String stencil(int form) {
    switch (form - Convention.BUILT_INS) {
      case TypedOpcodes.ADD: return "\u0102\u0103\u00b8\u1100\u0000\u0601";
      case TypedOpcodes.DIV: return "\u1800\u0102\u0103\u00b8\u1100\u0001\u0601";
      case TypedOpcodes.TO_LONG: return "\u0102\u00b8\u1100\u0002\u0701";
      case TypedOpcodes.ADD_LONG: return "\u0202\u0203\u00b8\u1100\u0003\u0701";
      case TypedOpcodes.TO_FLOAT: return "\u0202\u00b8\u1100\u0004\u0801";
      case TypedOpcodes.MUL_FLOAT: return "\u0302\u0303\u00b8\u1100\u0005\u0801";
      case TypedOpcodes.TO_DOUBLE: return "\u0302\u00b8\u1100\u0006\u0901";
      case TypedOpcodes.ADD_DOUBLE: return "\u0402\u0403\u00b8\u1100\u0007\u0901";
      case TypedOpcodes.TRUNCATE: return "\u0402\u00b8\u1100\u0008\u0701";
      case TypedOpcodes.WRAP: return "\u0202\u00b8\u1100\u0009\u0601";
      case TypedOpcodes.BOX: return "\u0202\u00b8\u1100\n\u0a01";
      // unbox: pc; load s2; store scratch; load scratch; checkcast Long; invokestatic unbox; store d1
      case TypedOpcodes.UNBOX: return "\u1800\u0502\u1900\u1a00\u00c0\u1200\u0000\u00b8\u1100\u000b\u0701";
      case TypedOpcodes.BR_IF: return "\u0101\u1602\u00b8\u1100\u000c\u009a\u1402";
      // switch: pc; load s1; push the number of targets; invokestatic pick; tableswitch
      case TypedOpcodes.SWITCH: return "\u1800\u0101\u1702\u00b8\u1100\r\u1502";
      case TypedOpcodes.CALL: return "\u00b8\u1100\u0014\u1b00\u000e";
      case TypedOpcodes.CALL_COMPUTED: return "\u0101\u00b8\u1100\u0013\u1b00\u000f";
      case TypedOpcodes.TAIL_CALL: return "\u00b8\u1100\u0014\u1b00\u0010";
      case TypedOpcodes.RETURN: return "\u00b8\u1100\u0015\u1b00\u0011";
      // fail: pc; load s1; invokestatic fail; athrow
      case TypedOpcodes.FAIL: return "\u1800\u0101\u00b8\u1100\u0012\u00bf";
      case TypedOpcodes.TAIL_CALL_COMPUTED: return "\u0101\u00b8\u1100\u0013\u1b00\u0016";
      case TypedOpcodes.CHECK: return "\u1800\u0102\u00b8\u1100\u0017\u0601";
      // br_if_checked: pc; load s1; invokestatic check; ifne
      case TypedOpcodes.BR_IF_CHECKED: return "\u1800\u0101\u00b8\u1100\u0017\u009a\u1402";
      case TypedOpcodes.CALL_CHECKED: return "\u1800\u0101\u00b8\u1100\u0017\u1b00\u0018";
      case TypedOpcodes.TAIL_CALL_CHECKED: return "\u1800\u0101\u00b8\u1100\u0017\u1b00\u0019";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
