package dev.lockstep.examples.wasm;

import dev.lockstep.spec.Context;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;

/** Memory instructions (section 4.4.7). */
@OpcodeGroup
final class MemoryOps {

  private MemoryOps() {}

  /**
   * The array index of a memory access: {@code address + offset}, both unsigned, or a negative number if that does not
   * fit into 31 bits. No memory is that large (see {@link WasmMemory#MAX_PAGES}), so the bounds check of the array
   * access itself is the only comparison, unless {@link WasmInstance#memory} is not there. The sum of two numbers without
   * sign bit shows its overflow as a sign bit; a sign bit in one of the two is or-ed in. With a constant offset that leaves
   * an addition, an and, and an or; with 0, which HotSpot does not find out on its own, nothing: compiled {@code sha256}
   * takes 0.86 of its time.
   */
  private static int effective(int address, int offset) {
    return offset == 0 ? address : address + offset | (address | offset) & Integer.MIN_VALUE;
  }

  private static byte getByte(WasmInstance vm, int address, int offset) {
    int index = effective(address, offset);
    return vm.memory == null ? vm.memories[0].readByte(index) : vm.memory[index];
  }

  private static void putByte(WasmInstance vm, int address, int offset, byte value) {
    int index = effective(address, offset);
    if (vm.memory == null) {
      vm.memories[0].writeByte(index, value);
    } else {
      vm.memory[index] = value;
    }
  }

  // Accesses of several bytes. Each method has more than 35 bytes, on purpose: HotSpot's first compiler then calls it, as the second
  // one has compiled it soon, and does not inline the dozen methods of a VarHandle, with a profile of each: compiled prism gets to
  // its peak in half the time.

  private static short getShort(WasmInstance vm, int address, int offset) {
    int index = effective(address, offset);
    return vm.memory == null ? vm.memories[0].readShort(index) : (short) LittleEndian.I16.get(vm.memory, index);
  }

  private static int getInt(WasmInstance vm, int address, int offset) {
    int index = effective(address, offset);
    return vm.memory == null ? vm.memories[0].readInt(index) : (int) LittleEndian.I32.get(vm.memory, index);
  }

  private static long getLong(WasmInstance vm, int address, int offset) {
    int index = effective(address, offset);
    return vm.memory == null ? vm.memories[0].readLong(index) : (long) LittleEndian.I64.get(vm.memory, index);
  }

  private static void putShort(WasmInstance vm, int address, int offset, short value) {
    int index = effective(address, offset);
    if (vm.memory == null) {
      vm.memories[0].writeShort(index, value);
    } else {
      LittleEndian.I16.set(vm.memory, index, value);
    }
  }

  private static void putInt(WasmInstance vm, int address, int offset, int value) {
    int index = effective(address, offset);
    if (vm.memory == null) {
      vm.memories[0].writeInt(index, value);
    } else {
      LittleEndian.I32.set(vm.memory, index, value);
    }
  }

  private static void putLong(WasmInstance vm, int address, int offset, long value) {
    int index = effective(address, offset);
    if (vm.memory == null) {
      vm.memories[0].writeLong(index, value);
    } else {
      LittleEndian.I64.set(vm.memory, index, value);
    }
  }

  @Opcode(value = 0x28, name = "i32.load", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static int i32Load(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getInt(vm, address, offset);
  }

  @Opcode(value = 0x29, name = "i64.load", fuse = Fuse.CONSTANT)
  static long i64Load(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getLong(vm, address, offset);
  }

  @Opcode(value = 0x2a, name = "f32.load")
  static float f32Load(@Context WasmInstance vm, int address, @Immediate int offset) {
    return Float.intBitsToFloat(getInt(vm, address, offset));
  }

  @Opcode(value = 0x2b, name = "f64.load")
  static double f64Load(@Context WasmInstance vm, int address, @Immediate int offset) {
    return Double.longBitsToDouble(getLong(vm, address, offset));
  }

  @Opcode(value = 0x2c, name = "i32.load8_s")
  static int i32Load8S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getByte(vm, address, offset);
  }

  @Opcode(value = 0x2d, name = "i32.load8_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static int i32Load8U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getByte(vm, address, offset) & 0xff;
  }

  @Opcode(value = 0x2e, name = "i32.load16_s")
  static int i32Load16S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getShort(vm, address, offset);
  }

  @Opcode(value = 0x2f, name = "i32.load16_u")
  static int i32Load16U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getShort(vm, address, offset) & 0xffff;
  }

  @Opcode(value = 0x30, name = "i64.load8_s", cold = true)
  static long i64Load8S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getByte(vm, address, offset);
  }

  @Opcode(value = 0x31, name = "i64.load8_u")
  static long i64Load8U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getByte(vm, address, offset) & 0xff;
  }

  @Opcode(value = 0x32, name = "i64.load16_s", cold = true)
  static long i64Load16S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getShort(vm, address, offset);
  }

  @Opcode(value = 0x33, name = "i64.load16_u")
  static long i64Load16U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getShort(vm, address, offset) & 0xffff;
  }

  @Opcode(value = 0x34, name = "i64.load32_s")
  static long i64Load32S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getInt(vm, address, offset);
  }

  @Opcode(value = 0x35, name = "i64.load32_u")
  static long i64Load32U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return getInt(vm, address, offset) & 0xffff_ffffL;
  }

  @Opcode(value = 0x36, name = "i32.store", fuse = Fuse.CONSTANT)
  static void i32Store(@Context WasmInstance vm, int address, int value, @Immediate int offset) {
    putInt(vm, address, offset, value);
  }

  @Opcode(value = 0x37, name = "i64.store", fuse = Fuse.CONSTANT)
  static void i64Store(@Context WasmInstance vm, int address, long value, @Immediate int offset) {
    putLong(vm, address, offset, value);
  }

  @Opcode(value = 0x38, name = "f32.store")
  static void f32Store(@Context WasmInstance vm, int address, float value, @Immediate int offset) {
    putInt(vm, address, offset, Float.floatToRawIntBits(value));
  }

  @Opcode(value = 0x39, name = "f64.store")
  static void f64Store(@Context WasmInstance vm, int address, double value, @Immediate int offset) {
    putLong(vm, address, offset, Double.doubleToRawLongBits(value));
  }

  @Opcode(value = 0x3a, name = "i32.store8", fuse = Fuse.CONSTANT)
  static void i32Store8(@Context WasmInstance vm, int address, int value, @Immediate int offset) {
    putByte(vm, address, offset, (byte) value);
  }

  @Opcode(value = 0x3b, name = "i32.store16", fuse = Fuse.CONSTANT)
  static void i32Store16(@Context WasmInstance vm, int address, int value, @Immediate int offset) {
    putShort(vm, address, offset, (short) value);
  }

  @Opcode(value = 0x3c, name = "i64.store8")
  static void i64Store8(@Context WasmInstance vm, int address, long value, @Immediate int offset) {
    putByte(vm, address, offset, (byte) value);
  }

  @Opcode(value = 0x3d, name = "i64.store16", cold = true)
  static void i64Store16(@Context WasmInstance vm, int address, long value, @Immediate int offset) {
    putShort(vm, address, offset, (short) value);
  }

  @Opcode(value = 0x3e, name = "i64.store32")
  static void i64Store32(@Context WasmInstance vm, int address, long value, @Immediate int offset) {
    putInt(vm, address, offset, (int) value);
  }

  @Opcode(value = 0x3f, name = "memory.size", cold = true)
  static int memorySize(@Context WasmInstance vm) {
    return vm.memories[0].pages();
  }

  /** The old size in pages, or -1. */
  @Opcode(value = 0x40, name = "memory.grow", cold = true)
  static int memoryGrow(@Context WasmInstance vm, int pages) {
    return vm.growMemory(0, pages);
  }

  // Of many bytes: all bounds are checked before anything is written, and for a count of 0 too.

  @Opcode(value = 0xfc08, name = "memory.init", cold = true)
  static void memoryInit(@Context WasmInstance vm, int to, int from, int count, @Immediate int segment) {
    vm.initMemory(segment, vm.memories[0], to, from, count);
    vm.payForBytes(count);
  }

  @Opcode(value = 0xfc09, name = "data.drop", cold = true)
  static void dataDrop(@Context WasmInstance vm, @Immediate int segment) {
    vm.dropData(segment);
  }

  /** Java copies overlapping ranges as the specification does. */
  @Opcode(value = 0xfc0a, name = "memory.copy", cold = true)
  static void memoryCopy(@Context WasmInstance vm, int to, int from, int count) {
    vm.memories[0].copy(to, vm.memories[0], from, count);
    vm.payForBytes(count);
  }

  @Opcode(value = 0xfc0b, name = "memory.fill", cold = true)
  static void memoryFill(@Context WasmInstance vm, int from, int value, int count) {
    vm.memories[0].fill(from, (byte) value, count);
    vm.payForBytes(count);
  }

  // Memories other than the first one, which few modules have: raw bits, for OtherMemories to convert.

  @Opcode(name = "other.load8", cold = true)
  static long otherLoad8(@Context WasmInstance vm, int address, @Immediate int memory, @Immediate int offset) {
    return vm.memories[memory].readByte(effective(address, offset)) & 0xff;
  }

  @Opcode(name = "other.load16", cold = true)
  static long otherLoad16(@Context WasmInstance vm, int address, @Immediate int memory, @Immediate int offset) {
    return vm.memories[memory].readShort(effective(address, offset)) & 0xffff;
  }

  @Opcode(name = "other.load32", cold = true)
  static long otherLoad32(@Context WasmInstance vm, int address, @Immediate int memory, @Immediate int offset) {
    return vm.memories[memory].readInt(effective(address, offset)) & 0xffff_ffffL;
  }

  @Opcode(name = "other.load64", cold = true)
  static long otherLoad64(@Context WasmInstance vm, int address, @Immediate int memory, @Immediate int offset) {
    return vm.memories[memory].readLong(effective(address, offset));
  }

  @Opcode(name = "other.store8", cold = true)
  static void otherStore8(
      @Context WasmInstance vm, int address, long value, @Immediate int memory, @Immediate int offset) {
    vm.memories[memory].writeByte(effective(address, offset), (byte) value);
  }

  @Opcode(name = "other.store16", cold = true)
  static void otherStore16(
      @Context WasmInstance vm, int address, long value, @Immediate int memory, @Immediate int offset) {
    vm.memories[memory].writeShort(effective(address, offset), (short) value);
  }

  @Opcode(name = "other.store32", cold = true)
  static void otherStore32(
      @Context WasmInstance vm, int address, long value, @Immediate int memory, @Immediate int offset) {
    vm.memories[memory].writeInt(effective(address, offset), (int) value);
  }

  @Opcode(name = "other.store64", cold = true)
  static void otherStore64(
      @Context WasmInstance vm, int address, long value, @Immediate int memory, @Immediate int offset) {
    vm.memories[memory].writeLong(effective(address, offset), value);
  }

  @Opcode(name = "other.size", cold = true)
  static int otherSize(@Context WasmInstance vm, @Immediate int memory) {
    return vm.memories[memory].pages();
  }

  @Opcode(name = "other.grow", cold = true)
  static int otherGrow(@Context WasmInstance vm, int pages, @Immediate int memory) {
    return vm.growMemory(memory, pages);
  }

  @Opcode(name = "other.fill", cold = true)
  static void otherFill(@Context WasmInstance vm, int from, int value, int count, @Immediate int memory) {
    vm.memories[memory].fill(from, (byte) value, count);
    vm.payForBytes(count);
  }

  @Opcode(name = "other.copy", cold = true)
  static void otherCopy(
      @Context WasmInstance vm, int to, int from, int count, @Immediate int target, @Immediate int source) {
    vm.memories[target].copy(to, vm.memories[source], from, count);
    vm.payForBytes(count);
  }

  @Opcode(name = "other.init", cold = true)
  static void otherInit(
      @Context WasmInstance vm, int to, int from, int count, @Immediate int segment, @Immediate int memory) {
    vm.initMemory(segment, vm.memories[memory], to, from, count);
    vm.payForBytes(count);
  }
}
