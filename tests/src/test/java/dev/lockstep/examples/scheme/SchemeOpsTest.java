package dev.lockstep.examples.scheme;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.runtime.Tiering;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Each opcode does the same wherever it runs. */
final class SchemeOpsTest {

  @Test
  void everyOpcodeConforms() {
    Scheme scheme = new Scheme(Tiering.interpreter(), text -> {});
    Object[] references = {
      0L, 7L, -3L, Long.MAX_VALUE, BigInteger.TWO.pow(70), 2.5, Double.NaN, true, false, 'x', "text", Symbol.of("name"),
      new Pair(1L, 2L), Singleton.EMPTY_LIST, new Object[] {1L, 2L}, new Condition("message", Singleton.EMPTY_LIST)
    };
    // Calls with as many arguments as fit an int assemble functions of as many parameters.
    SchemeConformance conformance = new SchemeConformance();
    conformance.contexts(() -> scheme).references(references).without("%call", "%tail-call");
    assertThat(conformance.check()).isEmpty();
  }
}
