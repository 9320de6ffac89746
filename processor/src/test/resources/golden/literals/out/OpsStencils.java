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
        new String[] {},
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // a: 
      case OpsHandlers.A: return "";
      // b: 
      case OpsHandlers.B: return "";
      // c: 
      case OpsHandlers.C: return "";
      // d: 
      case OpsHandlers.D: return "";
      // e: 
      case OpsHandlers.E: return "";
      // f: 
      case OpsHandlers.F: return "";
      // g: 
      case OpsHandlers.G: return "";
      // h: 
      case OpsHandlers.H: return "";
      // i: 
      case OpsHandlers.I: return "";
      // j: 
      case OpsHandlers.J: return "";
      // k: 
      case OpsHandlers.K: return "";
      // l: 
      case OpsHandlers.L: return "";
      // m: 
      case OpsHandlers.M: return "";
      // n: 
      case OpsHandlers.N: return "";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
