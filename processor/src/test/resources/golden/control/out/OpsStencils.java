// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Stencils;
import java.lang.invoke.MethodHandles;

/** The templates from which regions of {@link Ops} are compiled. */
final class OpsStencils extends Stencils {

  static final OpsStencils INSTANCE = new OpsStencils();

  private OpsStencils() {
    super(
        MethodHandles.lookup(),
        OpsOpcodes.FINGERPRINT,
        "golden/OpsMachine",
        null,
        new String[] {
          "golden/Ops", "go", "(I)V", // 0
          "golden/Ops", "table", "(III)I", // 1
          "golden/Ops", "call", "()V", // 2
          "golden/OpsHandlers", "call", "(Lgolden/OpsMachine;[J[III)I", // 3
          "golden/Ops", "callIndirect", "(I)I", // 4
          "golden/OpsHandlers", "callIndirect", "(Lgolden/OpsMachine;[J[III)I", // 5
          "golden/OpsHandlers", "tail", "(Lgolden/OpsMachine;[J[III)I", // 6
          "golden/OpsHandlers", "tailIndirect", "(Lgolden/OpsMachine;[J[III)I", // 7
          "golden/Ops", "ret", "()V", // 8
          "golden/OpsHandlers", "ret", "(Lgolden/OpsMachine;[J[III)I", // 9
          "golden/Ops", "fail", "()Ljava/lang/RuntimeException;", // 10
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // go: push target 1; invokestatic go; goto 1
      case OpsHandlers.GO: return "\u1601\u00b8\u1101\u0000\u00a7\u1401";
      // table: load s1; push target count 3; push i2; invokestatic table; tableswitch 3
      case OpsHandlers.TABLE_2: return "\u0101\u1703\u0b02\u00b8\u110d\u0001\u1503";
      // call: invokestatic call; leave through call
      case OpsHandlers.CALL: return "\u00b8\u1101\u0002\u1b00\u0003";
      // callIndirect: load s1; invokestatic callIndirect; leave through callIndirect
      case OpsHandlers.CALL_INDIRECT: return "\u0101\u00b8\u1103\u0004\u1b00\u0005";
      // tail: leave through tail
      case OpsHandlers.TAIL: return "\u1b00\u0006";
      // tailIndirect: leave through tailIndirect
      case OpsHandlers.TAIL_INDIRECT: return "\u1b00\u0007";
      // return: invokestatic ret; leave through ret
      case OpsHandlers.RETURN: return "\u00b8\u1101\u0008\u1b00\u0009";
      // fail: pc; invokestatic fail; athrow
      case OpsHandlers.FAIL: return "\u1800\u00b8\u1104\n\u00bf";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
