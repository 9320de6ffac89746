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
          "golden/Ops", "first", "([Ljava/lang/Object;)Ljava/lang/Object;", // 0
        },
        new String[] {
          "[Ljava/lang/Object;", // 0
        });
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // add: load s2; d2l; load s4; ladd; store d1
      case OpsHandlers.ADD: return "\u0402\u008f\u0204\u0061\u0701";
      // add(_, _, #): load s2; d2l; push i4; ladd; store d1
      case OpsHandlers.ADD_CONST: return "\u0402\u008f\u1004\u0061\u0701";
      // scale: load s2; iconst_2; i2d; dmul; store d1
      case OpsHandlers.SCALE: return "\u0402\u0005\u0087\u006b\u0901";
      // scale(#): push i2; iconst_2; i2d; dmul; store d1
      case OpsHandlers.SCALE_CONST: return "\u0e02\u0005\u0087\u006b\u0901";
      // half: load s2; iconst_2; i2f; fdiv; store d1
      case OpsHandlers.HALF: return "\u0302\u0005\u0086\u006e\u0801";
      // half(#): push i2; iconst_2; i2f; fdiv; store d1
      case OpsHandlers.HALF_CONST: return "\u0d02\u0005\u0086\u006e\u0801";
      // first: pc; load s2; checkcast Object[]; invokestatic first; store d1
      case OpsHandlers.FIRST: return "\u1800\u0502\u00c0\u1200\u0000\u00b8\u1106\u0000\u0a01";
      // first(#): pc; push i2; checkcast Object[]; invokestatic first; store d1
      case OpsHandlers.FIRST_CONST: return "\u1800\u0f02\u00c0\u1200\u0000\u00b8\u1106\u0000\u0a01";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
