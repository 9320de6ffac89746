package dev.lockstep.processor.generate;

import dev.lockstep.processor.check.FormModel;
import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.SetModel;
import dev.lockstep.runtime.Convention;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of all that the generated classes of a set, the assembled programs and the runtime have to agree on. */
final class Fingerprint {

  private static final int BYTES = 8;

  private Fingerprint() {}

  static String of(SetModel set) {
    StringBuilder text = new StringBuilder("convention ").append(Convention.VERSION).append('\n');
    for (OpcodeModel opcode : set.opcodes()) {
      text.append(opcode.number()).append(' ').append(opcode.mnemonic()).append(' ').append(opcode.flow()).append(' ');
      text.append(OpcodesGenerator.parameters(opcode)).append(' ').append(OpcodesGenerator.results(opcode));
      text.append(' ').append(opcode.descriptor());
      text.append(opcode.source().raises() ? " raises\n" : "\n");
    }
    if (!set.source().overflows().isEmpty()) {
      text.append("raises stack overflow\n");
    }
    for (FormModel form : set.forms()) {
      text.append(form.name()).append(' ').append(form.layout()).append('\n');
    }
    set.sequences().forEach(sequence -> text.append(sequence.name()).append('\n'));
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
