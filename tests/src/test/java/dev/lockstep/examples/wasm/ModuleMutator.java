package dev.lockstep.examples.wasm;

import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes function bodies of valid modules, instruction by instruction, so that a good part of what comes out is valid too.
 * Not thread-safe.
 */
final class ModuleMutator {

  private static final int CODE_SECTION = 10;
  private static final int MAX_EDITS = 6;
  private static final int LOCAL_GET = 0x20;
  private static final int LOCAL_TEE = 0x22;
  private static final int BR = 0x0c;
  private static final int BR_IF = 0x0d;
  private static final int DROP = 0x1a;

  private static final long[] EDGES = {
    0, 1, -1, 2, 7, 8, 31, 32, 33, 63, 64, 127, 128, 255, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32,
    Long.MAX_VALUE, Long.MIN_VALUE, 0x7f80_0000, 0x7fc0_0000, 0x7ff8_0000_0000_0000L, 0x3ff0_0000_0000_0000L, 0x41e0_0000_0000_0000L,
  };

  private final Random random;

  ModuleMutator(Random random) {
    this.random = random;
  }

  /** A changed copy of a module, which may be invalid; {@code null} if the module has no code. */
  byte[] mutate(byte[] bytes) {
    Module module = ModuleParser.parse(bytes, true);
    if (module.codes().isEmpty()) {
      return null;
    }
    int changed = random.nextInt(module.codes().size());
    Module.Code code = module.codes().get(changed);
    List<byte[]> body = instructions(module, code);
    List<byte[]> donor = random.nextBoolean() ? body : instructions(module, module.codes().get(random.nextInt(module.codes().size())));
    for (int edits = 1 + random.nextInt(MAX_EDITS); edits > 0; edits--) {
      edit(body, donor);
    }
    return withBody(bytes, module, changed, join(body));
  }

  /** The instructions of a body with its last {@code end}, each as bytes. */
  private static List<byte[]> instructions(Module module, Module.Code code) {
    ByteReader in = new ByteReader(module.bytes(), code.offset(), module.bytes().length);
    InstructionReader reader = new InstructionReader(in, true, true);
    List<byte[]> result = new ArrayList<>();
    while (!reader.done()) {
      int from = in.position();
      reader.next();
      result.add(Arrays.copyOfRange(module.bytes(), from, in.position()));
    }
    return result;
  }

  private void edit(List<byte[]> body, List<byte[]> donor) {
    int at = random.nextInt(body.size());
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> body.set(at, variant(body.get(at)));
      case 4 -> remove(body, at);
      case 5, 6 -> {
        int from = random.nextInt(donor.size());
        body.addAll(at, List.copyOf(donor.subList(from, Math.min(donor.size(), from + 1 + random.nextInt(8)))));
      }
      case 7 -> body.addAll(at, statement());
      case 8 -> {
        int other = random.nextInt(body.size());
        byte[] moved = body.get(at);
        body.set(at, body.get(other));
        body.set(other, moved);
      }
      default -> {
        byte[] damaged = body.get(at).clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        body.set(at, damaged);
      }
    }
  }

  private void remove(List<byte[]> body, int at) {
    int count = Math.min(1 + random.nextInt(4), body.size() - 1 - at);
    for (int i = 0; i < count; i++) {
      body.remove(at);
    }
  }

  /** Another instruction of the same type, or the same with another immediate. */
  private byte[] variant(byte[] instruction) {
    int opcode = instruction[0] & 0xff;
    if (opcode >= 0x41 && opcode <= 0x44) {
      return constant(opcode);
    } else if (opcode >= LOCAL_GET && opcode <= LOCAL_TEE) {
      return new byte[] {(byte) (LOCAL_GET + random.nextInt(3)), (byte) random.nextInt(6)};
    } else if (opcode == BR || opcode == BR_IF) {
      return new byte[] {(byte) (BR + random.nextInt(2)), (byte) random.nextInt(4)};
    } else if (opcode == 0x02 || opcode == 0x03) {
      byte[] other = instruction.clone();
      other[0] = (byte) (opcode ^ 1);
      return other;
    } else if (Signatures.isNumeric(opcode) || Signatures.isLoad(opcode) || Signatures.isStore(opcode)) {
      return ofSameType(instruction);
    }
    return instruction;
  }

  private byte[] ofSameType(byte[] instruction) {
    Signatures.Signature wanted = Signatures.of(instruction[0] & 0xff);
    boolean numeric = Signatures.isNumeric(instruction[0] & 0xff);
    for (int tries = 0; tries < 1000; tries++) {
      int opcode = numeric ? 0x45 + random.nextInt(0x80) : 0x28 + random.nextInt(0x17);
      if (Signatures.of(opcode).equals(wanted)) {
        byte[] other = instruction.clone();
        other[0] = (byte) opcode;
        if (!numeric && other.length > 1) {
          other[1] = 0; // No alignment is too large for it.
        }
        return other;
      }
    }
    return instruction;
  }

  private byte[] constant(int opcode) {
    long value = random.nextInt(4) == 0 ? random.nextLong() : EDGES[random.nextInt(EDGES.length)];
    Bytes out = new Bytes().raw(opcode);
    switch (opcode) {
      case 0x41 -> out.signed((int) value);
      case 0x42 -> out.signed(value);
      case 0x43 -> out.fixed(value, 4);
      default -> out.fixed(value, 8);
    }
    return out.toArray();
  }

  /** Something that leaves the operands as they are. */
  private List<byte[]> statement() {
    byte depth = (byte) random.nextInt(3);
    byte local = (byte) random.nextInt(4);
    return switch (random.nextInt(7)) {
      case 0 -> List.of(new byte[] {0x41, 0}, new byte[] {BR_IF, depth});
      case 1 -> List.of(new byte[] {LOCAL_GET, local}, new byte[] {BR_IF, depth});
      case 2 -> List.of(new byte[] {0x41, 1}, new byte[] {0x40, 0}, new byte[] {DROP});
      case 3 -> List.of(constant(0x41), new byte[] {0x21, local});
      case 4 -> List.of(new byte[] {LOCAL_GET, local}, new byte[] {LOCAL_TEE, local}, new byte[] {DROP});
      case 5 -> List.of(new byte[] {0x03, 0x40}, new byte[] {LOCAL_GET, local}, new byte[] {BR_IF, 1}, new byte[] {0x0b});
      default -> List.of(new byte[] {LOCAL_GET, local}, new byte[] {0x04, 0x40}, new byte[] {BR, depth}, new byte[] {0x0b});
    };
  }

  private static byte[] join(List<byte[]> parts) {
    Bytes out = new Bytes();
    parts.forEach(out::raw);
    return out.toArray();
  }

  private static byte[] withBody(byte[] bytes, Module module, int changed, byte[] body) {
    ByteReader in = new ByteReader(bytes, 0, bytes.length);
    in.skip(8);
    Bytes out = new Bytes().raw(Arrays.copyOf(bytes, 8));
    while (!in.atEnd()) {
      int start = in.position();
      int id = in.u8();
      int end = in.length() + in.position();
      if (id == CODE_SECTION) {
        ByteReader codes = new ByteReader(bytes, in.position(), end);
        out.raw(CODE_SECTION).sized(codes(codes, bytes, module.codes().get(changed).offset(), changed, body));
      } else {
        out.raw(Arrays.copyOfRange(bytes, start, end));
      }
      in.skip(end - in.position());
    }
    return out.toArray();
  }

  private static byte[] codes(ByteReader in, byte[] bytes, int bodyOffset, int changed, byte[] body) {
    int count = in.length();
    Bytes out = new Bytes().unsigned(count);
    for (int i = 0; i < count; i++) {
      int size = in.length();
      int from = in.position();
      if (i == changed) {
        out.sized(new Bytes().raw(Arrays.copyOfRange(bytes, from, bodyOffset)).raw(body).toArray());
      } else {
        out.sized(Arrays.copyOfRange(bytes, from, from + size));
      }
      in.skip(size);
    }
    return out.toArray();
  }
}
