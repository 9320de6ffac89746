// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Stencils;
import java.lang.invoke.MethodHandles;

/** The templates from which regions of {@link Ops} are compiled. */
final class OpsStencils extends Stencils {

  static final Stencils INSTANCE = new OpsStencils();

  private OpsStencils() {
    super(
        MethodHandles.lookup(),
        OpsOpcodes.FINGERPRINT,
        "golden/OpsMachine",
        null,
        new String[] {
          "golden/Ops", "table", "(III)I", // 0
          "golden/OpsHandlers", "call", "(Lgolden/OpsMachine;[J[III)I", // 1
          "golden/OpsHandlers", "callIndirect", "(Lgolden/OpsMachine;[J[III)I", // 2
          "golden/OpsHandlers", "tail", "(Lgolden/OpsMachine;[J[III)I", // 3
          "golden/OpsHandlers", "tailIndirect", "(Lgolden/OpsMachine;[J[III)I", // 4
          "golden/OpsHandlers", "ret", "(Lgolden/OpsMachine;[J[III)I", // 5
          "golden/Ops", "fail", "()Ljava/lang/RuntimeException;", // 6
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // go: goto 1
      case OpsHandlers.GO: return "\u00a7\u1401";
      // table: load s1; push target count 3; push i2; invokestatic table; tableswitch 3
      case OpsHandlers.TABLE_2: return "\u0101\u1703\u0b02\u00b8\u110d\u0000\u1503";
      // call: leave through call
      case OpsHandlers.CALL: return "\u1b00\u0001";
      // callIndirect: load s1; leave through callIndirect
      case OpsHandlers.CALL_INDIRECT: return "\u0101\u1b00\u0002";
      // tail: leave through tail
      case OpsHandlers.TAIL: return "\u1b00\u0003";
      // tailIndirect: load s1; leave through tailIndirect
      case OpsHandlers.TAIL_INDIRECT: return "\u0101\u1b00\u0004";
      // return: leave through ret
      case OpsHandlers.RETURN: return "\u1b00\u0005";
      // fail: pc; invokestatic fail; athrow
      case OpsHandlers.FAIL: return "\u1800\u00b8\u1104\u0006\u00bf";
      // pause: load s1; iconst_2; if_icmpgt suspend
      case OpsHandlers.PAUSE: return "\u0101\u0005\u00a3\u1d00";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
