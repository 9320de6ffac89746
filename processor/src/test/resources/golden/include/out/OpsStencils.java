// Generated from golden.Ops and the classes that it includes by Lockstep. Change those, not this one.
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
        new String[] {},
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // mul: load s2; load s3; imul; store d1
      case OpsHandlers.MUL: return "\u0102\u0103\u0068\u0601";
      // add: load s2; load s3; iadd; store d1
      case OpsHandlers.ADD: return "\u0102\u0103\u0060\u0601";
      // add(_, mul(_, _)): load s2; load s3; load s4; imul; iadd; store d1
      case OpsHandlers.ADD_AT_1_MUL: return "\u0102\u0103\u0104\u0068\u0060\u0601";
      // long.mul: load s2; load s3; lmul; store d1
      case OpsHandlers.LONG_MUL: return "\u0202\u0203\u0069\u0701";
      // brIf: load s1; ifne 2
      case OpsHandlers.BR_IF: return "\u0101\u009a\u1402";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
