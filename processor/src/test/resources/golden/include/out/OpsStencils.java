// Generated from golden.Ops and the classes that it includes by Lockstep. Change those, not this one.
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
          "golden/Ops", "mul", "(II)I", // 0
          "golden/Arithmetic", "add", "(II)I", // 1
          "golden/Arithmetic", "mul", "(JJ)J", // 2
          "golden/Conditions$Branches", "brIf", "(II)Z", // 3
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // mul: load s2; load s3; invokestatic mul; store d1
      case OpsHandlers.MUL: return "\u0102\u0103\u00b8\u1106\u0000\u0601";
      // add: load s2; load s3; invokestatic add; store d1
      case OpsHandlers.ADD: return "\u0102\u0103\u00b8\u1106\u0001\u0601";
      // add(_, mul(_, _)): load s2; load s3; load s4; invokestatic mul; invokestatic add; store d1
      case OpsHandlers.ADD_AT_1_MUL: return "\u0102\u0103\u0104\u00b8\u1106\u0000\u00b8\u1106\u0001\u0601";
      // long.mul: load s2; load s3; invokestatic mul; store d1
      case OpsHandlers.LONG_MUL: return "\u0202\u0203\u00b8\u1106\u0002\u0701";
      // brIf: load s1; push target 2; invokestatic brIf; ifne 2
      case OpsHandlers.BR_IF: return "\u0101\u1602\u00b8\u1106\u0003\u009a\u1402";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
