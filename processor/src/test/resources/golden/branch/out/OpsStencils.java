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
          "golden/Ops", "less", "(II)Z", // 0
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // less: load s2; load s3; invokestatic less; store d1
      case OpsHandlers.LESS: return "\u0102\u0103\u00b8\u1106\u0000\u0601";
      // less(_, #): load s2; push i3; invokestatic less; store d1
      case OpsHandlers.LESS_CONST: return "\u0102\u0b03\u00b8\u1106\u0000\u0601";
      // br_if: load s1; ifne 2
      case OpsHandlers.BR_IF: return "\u0101\u009a\u1402";
      // br_if(less(_, _)): load s1; load s2; if_icmplt 3
      case OpsHandlers.BR_IF_LESS: return "\u0101\u0102\u00a1\u1403";
      // br_if(less(_, #)): load s1; push i2; if_icmplt 3
      case OpsHandlers.BR_IF_LESS_CONST: return "\u0101\u0b02\u00a1\u1403";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
