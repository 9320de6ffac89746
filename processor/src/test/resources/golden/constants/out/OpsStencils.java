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
          "golden/Ops", "add", "(DFJ)J", // 0
          "golden/Ops", "scale", "(D)D", // 1
          "golden/Ops", "half", "(F)F", // 2
          "golden/Ops", "first", "([Ljava/lang/Object;)Ljava/lang/Object;", // 3
        },
        new String[] {
          "[Ljava/lang/Object;", // 0
        });
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // add: load s2; load s3; load s4; invokestatic add; store d1
      case OpsHandlers.ADD: return "\u0402\u0303\u0204\u00b8\u1108\u0000\u0701";
      // add(_, _, #): load s2; load s3; push i4; invokestatic add; store d1
      case OpsHandlers.ADD_CONST: return "\u0402\u0303\u1004\u00b8\u1108\u0000\u0701";
      // scale: load s2; invokestatic scale; store d1
      case OpsHandlers.SCALE: return "\u0402\u00b8\u1106\u0001\u0901";
      // scale(#): push i2; invokestatic scale; store d1
      case OpsHandlers.SCALE_CONST: return "\u0e02\u00b8\u1106\u0001\u0901";
      // half: load s2; invokestatic half; store d1
      case OpsHandlers.HALF: return "\u0302\u00b8\u1106\u0002\u0801";
      // half(#): push i2; invokestatic half; store d1
      case OpsHandlers.HALF_CONST: return "\u0d02\u00b8\u1106\u0002\u0801";
      // first: pc; load s2; checkcast Object[]; invokestatic first; store d1
      case OpsHandlers.FIRST: return "\u1800\u0502\u00c0\u1200\u0000\u00b8\u1106\u0003\u0a01";
      // first(#): pc; push i2; checkcast Object[]; invokestatic first; store d1
      case OpsHandlers.FIRST_CONST: return "\u1800\u0f02\u00c0\u1200\u0000\u00b8\u1106\u0003\u0a01";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
