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
        new String[] {},
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // a: nothing
      case OpsHandlers.A: return "";
      // b: nothing
      case OpsHandlers.B: return "";
      // c: nothing
      case OpsHandlers.C: return "";
      // d: nothing
      case OpsHandlers.D: return "";
      // e: nothing
      case OpsHandlers.E: return "";
      // f: nothing
      case OpsHandlers.F: return "";
      // g: nothing
      case OpsHandlers.G: return "";
      // h: nothing
      case OpsHandlers.H: return "";
      // i: nothing
      case OpsHandlers.I: return "";
      // j: nothing
      case OpsHandlers.J: return "";
      // k: nothing
      case OpsHandlers.K: return "";
      // l: nothing
      case OpsHandlers.L: return "";
      // m: nothing
      case OpsHandlers.M: return "";
      // n: nothing
      case OpsHandlers.N: return "";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
