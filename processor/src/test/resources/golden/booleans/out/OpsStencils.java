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
          "golden/Ops", "not", "(Z)Z", // 1
          "golden/Ops", "select", "(IIZ)I", // 2
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // not: load s2; invokestatic truth; invokestatic not; store d1
      case OpsHandlers.NOT: return "\u0102\u00b8\u1100\u0000\u00b8\u1104\u0001\u0601";
      // not(not(_)): load s2; invokestatic truth; invokestatic not; invokestatic not; store d1
      case OpsHandlers.NOT_NOT: return "\u0102\u00b8\u1100\u0000\u00b8\u1104\u0001\u00b8\u1104\u0001\u0601";
      // not(add(_, _)): load s2; load s3; iadd; invokestatic truth; invokestatic not; store d1
      case OpsHandlers.NOT_ADD: return "\u0102\u0103\u0060\u00b8\u1100\u0000\u00b8\u1104\u0001\u0601";
      // add: load s2; load s3; iadd; store d1
      case OpsHandlers.ADD: return "\u0102\u0103\u0060\u0601";
      // add(_, not(_)): load s2; load s3; invokestatic truth; invokestatic not; iadd; store d1
      case OpsHandlers.ADD_AT_1_NOT: return "\u0102\u0103\u00b8\u1100\u0000\u00b8\u1104\u0001\u0060\u0601";
      // select: load s2; load s3; load s4; invokestatic truth; invokestatic select; store d1
      case OpsHandlers.SELECT: return "\u0102\u0103\u0104\u00b8\u1100\u0000\u00b8\u1107\u0002\u0601";
      // select(_, _, not(_)): load s2; load s3; load s4; invokestatic truth; invokestatic not; invokestatic select;
      //   store d1
      case OpsHandlers.SELECT_AT_2_NOT:
        return "\u0102\u0103\u0104\u00b8\u1100\u0000\u00b8\u1104\u0001\u00b8\u1107\u0002\u0601";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
