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
          "dev/lockstep/runtime/Core", "truth", "(I)Z", // 0
          "golden/Ops", "pick", "(IJFDZLjava/lang/String;I)Ljava/lang/String;", // 1
        },
        new String[] {
          "java/lang/String", // 0
        });
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // pick: pc; push i2; push i3; push i5; push i6; push i8; invokestatic truth; push i9; checkcast String; load s10;
      //   invokestatic pick; store d1
      case OpsHandlers.PICK:
        return "\u1800\u0b02\u0c03\u0d05\u0e06\u0b08\u00b8\u1100\u0000\u0f09\u00c0\u1200\u0000\u010a\u00b8\u1103"
            + "\u0001\u0a01";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
