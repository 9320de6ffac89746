package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Names in the constant pool of a region class. */
final class ConstantPoolTest {

  @Test
  void encodesNamesAsTheJdkDoes() throws IOException {
    for (String name : new String[] {"", "run", "gr\u00f6\u00dfe", "\u20ac\u07ff\u0800\uffff", "\0", "\ud834\udd1e"}) {
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      expected.write(1); // CONSTANT_Utf8
      new DataOutputStream(expected).writeUTF(name);
      assertThat(ConstantPool.encode(name)).isEqualTo(expected.toByteArray());
    }
  }
}
