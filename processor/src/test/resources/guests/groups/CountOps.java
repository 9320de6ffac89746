package groups;

import dev.lockstep.spec.*;
import groups.shared.Arithmetic;

/** Has no opcode of its own. */
@InstructionSet(name = "Count", include = {Arithmetic.class, Arithmetic.Branches.class})
final class CountOps {

  private CountOps() {}
}
