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
          "golden/Ops", "divide", "(II)Lgolden/Ops$Both;", // 0
          "golden/Ops$Both", "quotient", "()I", // 1
          "golden/Ops$Both", "remainder", "()F", // 2
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // divide: pc; load s3; load s4; invokestatic divide; scratch store; scratch load; invokevirtual quotient;
      //   store d1; scratch load; invokevirtual remainder; store d2
      case OpsHandlers.DIVIDE:
        return "\u1800\u0103\u0104\u00b8\u110c\u0000\u1900\u1a00\u00b6\u1100\u0001\u0601\u1a00\u00b6\u1100\u0002"
            + "\u0802";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
