package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures are not quite the descriptors of the JVM, and say so. */
final class SignatureTest {

  @Test
  void lettersAreTypes() {
    assertThat(Signature.of("(IL)JD"))
        .isEqualTo(new Signature(List.of(Type.INT, Type.REFERENCE), List.of(Type.LONG, Type.DOUBLE)));
    assertThat(Signature.of("()").toString()).isEqualTo("()");
  }

  @Test
  void aDescriptorIsRefusedAsAWhole() {
    for (String text : new String[] {"(I)V", "(Z)I", "(Ljava/lang/String;)I"}) {
      assertThat(assertThrows(IllegalArgumentException.class, () -> Signature.of(text)))
          .hasMessageThat()
          .startsWith("signature " + text + ": no type has the code ");
    }
    for (String text : new String[] {"I", "(I", "I()", ""}) {
      assertThat(assertThrows(IllegalArgumentException.class, () -> Signature.of(text)))
          .hasMessageThat()
          .isEqualTo("a signature reads (parameters)results, not " + text);
    }
  }
}
