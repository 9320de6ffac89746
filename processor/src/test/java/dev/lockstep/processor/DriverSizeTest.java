package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/** The size of the driver as it is estimated is that of the class file, so that the budget means what it says. */
final class DriverSizeTest {

  private static final int TOLERANCE = 8;

  @Test
  void estimateIsThatOfTheClassFile() throws IOException {
    int largest = largestAccepted();
    Compilation compilation = compile(largest);
    assertThat(compilation.errors()).isEmpty();
    byte[] driver =
        compilation
            .generatedFile(StandardLocation.CLASS_OUTPUT, "p/ManyDriver.class")
            .orElseThrow()
            .openInputStream()
            .readAllBytes();
    int next = estimate(largest + 1);
    assertThat(codeSize(driver)).isIn(com.google.common.collect.Range.closed(next - 19 - TOLERANCE, next - 19 + TOLERANCE));
  }

  private static int largestAccepted() {
    int low = 300;
    int high = 400;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (compile(middle).errors().isEmpty()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int estimate(int opcodes) {
    String message = compile(opcodes).errors().get(0).getMessage(Locale.ROOT);
    Matcher size = Pattern.compile("take (\\d+) bytes").matcher(message);
    assertThat(size.find()).isTrue();
    return Integer.parseInt(size.group(1));
  }

  private static Compilation compile(int opcodes) {
    return Compiler.javac()
        .withProcessors(new LockstepProcessor())
        .compile(JavaFileObjects.forSourceString("p.Many", DiagnosticsTest.opcodes(opcodes, "")));
  }

  /** The length of the code of method {@code run}. */
  private static int codeSize(byte[] classFile) throws IOException {
    try (DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(classFile))) {
      in.skipBytes(8);
      String[] names = constants(in);
      in.skipBytes(6);
      in.skipBytes(2 * in.readUnsignedShort());
      members(in, names); // no fields
      return members(in, names);
    }
  }

  private static int members(DataInputStream in, String[] names) throws IOException {
    int found = -1;
    for (int members = in.readUnsignedShort(); members > 0; members--) {
      in.skipBytes(2);
      String name = names[in.readUnsignedShort()];
      in.skipBytes(2);
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        String attribute = names[in.readUnsignedShort()];
        byte[] content = in.readNBytes(in.readInt());
        if (name.equals("run") && attribute.equals("Code")) {
          found = java.nio.ByteBuffer.wrap(content).getInt(4);
        }
      }
    }
    return found;
  }

  private static String[] constants(DataInputStream in) throws IOException {
    String[] names = new String[in.readUnsignedShort()];
    for (int i = 1; i < names.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> names[i] = in.readUTF();
        case 5, 6 -> {
          in.skipBytes(8);
          i++;
        }
        case 7, 8, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        default -> in.skipBytes(4);
      }
    }
    return names;
  }
}
