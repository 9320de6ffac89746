package dev.lockstep.byhand;

import dev.lockstep.runtime.Stencils;
import java.lang.invoke.MethodHandles;

/** The templates from which regions of {@link TinyOps} are compiled. */
final class TinyStencils extends Stencils {

  static final Stencils INSTANCE = new TinyStencils();

  private TinyStencils() {
    super(
        MethodHandles.lookup(),
        TinyOpcodes.FINGERPRINT,
        "dev/lockstep/byhand/TinyMachine",
        "[J",
        new String[] {
          "dev/lockstep/byhand/TinyOps", "lt", "(II)Z", // 0
          "dev/lockstep/byhand/TinyOps", "peek", "([JII)J", // 1
          "dev/lockstep/byhand/TinyHandlers", "call", "(Ldev/lockstep/byhand/TinyMachine;[J[III)I", // 2
          "dev/lockstep/byhand/TinyHandlers", "ret", "(Ldev/lockstep/byhand/TinyMachine;[J[III)I", // 3
        },
        new String[] {});
  }

  @Override
  protected String stencil(int form) {
    switch (form) {
      // add: load s2; load s3; iadd; store d1
      case TinyHandlers.ADD: return "\u0102\u0103\u0060\u0601";
      // add(_, #): load s2; push i3; iadd; store d1
      case TinyHandlers.ADD_CONST: return "\u0102\u0b03\u0060\u0601";
      // lt: load s2; load s3; invokestatic lt; store d1
      case TinyHandlers.LT: return "\u0102\u0103\u00b8\u1106\u0000\u0601";
      // lt(_, #): load s2; push i3; invokestatic lt; store d1
      case TinyHandlers.LT_CONST: return "\u0102\u0b03\u00b8\u1106\u0000\u0601";
      // peek: pc; context; load s2; push i3; invokestatic peek; store d1
      case TinyHandlers.PEEK: return "\u1800\u1300\u0102\u0b03\u00b8\u1108\u0001\u0701";
      // br_if: load s1; ifne 2
      case TinyHandlers.BR_IF: return "\u0101\u009a\u1402";
      // br_if(lt(_, _)): load s1; load s2; if_icmplt 3
      case TinyHandlers.BR_IF_LT: return "\u0101\u0102\u00a1\u1403";
      // br_if(lt(_, #)): load s1; push i2; if_icmplt 3
      case TinyHandlers.BR_IF_LT_CONST: return "\u0101\u0b02\u00a1\u1403";
      // call: leave through call
      case TinyHandlers.CALL: return "\u1b00\u0002";
      // return: leave through ret
      case TinyHandlers.RETURN: return "\u1b00\u0003";
      default: throw new IllegalArgumentException("no stencil for form " + form);
    }
  }
}
