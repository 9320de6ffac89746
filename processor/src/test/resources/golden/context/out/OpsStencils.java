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
        "[B",
        new String[] {
          "golden/Ops", "load", "([BI)I", // 0
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // load: pc; context; load s2; invokestatic load; store d1
      case OpsHandlers.LOAD: return "\u1800\u1300\u0102\u00b8\u1106\u0000\u0601";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
