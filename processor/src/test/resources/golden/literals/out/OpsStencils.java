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
          "golden/Ops", "a", "()V", // 0
          "golden/Ops", "b", "()V", // 1
          "golden/Ops", "c", "()V", // 2
          "golden/Ops", "d", "()V", // 3
          "golden/Ops", "e", "()V", // 4
          "golden/Ops", "f", "()V", // 5
          "golden/Ops", "g", "()V", // 6
          "golden/Ops", "h", "()V", // 7
          "golden/Ops", "i", "()V", // 8
          "golden/Ops", "j", "()V", // 9
          "golden/Ops", "k", "()V", // 10
          "golden/Ops", "l", "()V", // 11
          "golden/Ops", "m", "()V", // 12
          "golden/Ops", "n", "()V", // 13
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // a: invokestatic a
      case OpsHandlers.A: return "\u00b8\u1101\u0000";
      // b: invokestatic b
      case OpsHandlers.B: return "\u00b8\u1101\u0001";
      // c: invokestatic c
      case OpsHandlers.C: return "\u00b8\u1101\u0002";
      // d: invokestatic d
      case OpsHandlers.D: return "\u00b8\u1101\u0003";
      // e: invokestatic e
      case OpsHandlers.E: return "\u00b8\u1101\u0004";
      // f: invokestatic f
      case OpsHandlers.F: return "\u00b8\u1101\u0005";
      // g: invokestatic g
      case OpsHandlers.G: return "\u00b8\u1101\u0006";
      // h: invokestatic h
      case OpsHandlers.H: return "\u00b8\u1101\u0007";
      // i: invokestatic i
      case OpsHandlers.I: return "\u00b8\u1101\u0008";
      // j: invokestatic j
      case OpsHandlers.J: return "\u00b8\u1101\u0009";
      // k: invokestatic k
      case OpsHandlers.K: return "\u00b8\u1101\n";
      // l: invokestatic l
      case OpsHandlers.L: return "\u00b8\u1101\u000b";
      // m: invokestatic m
      case OpsHandlers.M: return "\u00b8\u1101\u000c";
      // n: invokestatic n
      case OpsHandlers.N: return "\u00b8\u1101\r";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
