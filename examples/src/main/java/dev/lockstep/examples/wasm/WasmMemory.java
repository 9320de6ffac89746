package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Trap;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear memory (section 4.2.8), which instances can share. Addresses are unsigned, numbers are little-endian and
 * need no alignment, and every access out of bounds is the trap that it would be in the guest. Not thread-safe.
 *
 * <p>It keeps the array of every instance that uses it up to date, so that guest code reaches the bytes with one load
 * and sharing costs only when the memory grows. The array is as long as the memory, and checks accesses on its own, unless the memory
 * keeps growing by little: copied each time, 100 MB take a minute to come together by pages. Then it gets an array with room for more.
 */
public final class WasmMemory {

  /** Bytes of a page (section 2.3.8). */
  public static final int PAGE_SIZE = 65_536;

  /** Engine limit in pages: the most whole pages that fit into a Java array. */
  public static final int MAX_PAGES = 32_767;

  private final long declaredMax;
  private final PageBudget budget;

  /** A memory that has been copied so much when it grew gets room to grow into. */
  private static final long MAX_COPIED = 1 << 26;

  /** Weakly, since a memory may live longer than the instances that import it. */
  private final List<WeakReference<WasmInstance>> users = new ArrayList<>();

  /** The bytes, and maybe room. */
  private byte[] bytes;

  private int size;

  /** How many bytes have been copied because the memory grew. */
  private long copied;

  /**
   * Allocates a memory of zeros.
   *
   * @param minPages taken from the budget already
   * @param maxPages unsigned 32 bits, or {@link Module.Limits#UNBOUNDED}
   * @param budget what growing takes from, and fails without, whatever the maximum says
   */
  WasmMemory(int minPages, long maxPages, PageBudget budget) {
    size = minPages * PAGE_SIZE;
    bytes = new byte[size];
    this.declaredMax = maxPages;
    this.budget = budget;
  }

  /**
   * Makes a memory of zeros that belongs to no instance.
   *
   * @param minPages how large it is, at most {@link #MAX_PAGES}
   * @param maxPages how large it may grow
   */
  public static WasmMemory ofPages(int minPages, int maxPages) {
    if (minPages < 0 || minPages > MAX_PAGES || maxPages < minPages) {
      throw new IllegalArgumentException("no memory can have " + minPages + " to " + maxPages + " pages");
    }
    return new WasmMemory(minPages, maxPages, new PageBudget(MAX_PAGES - minPages));
  }

  /** The maximum it was declared with, in pages, or {@link Module.Limits#UNBOUNDED}. */
  long declaredMax() {
    return declaredMax;
  }

  void attach(WasmInstance user) {
    for (int i = users.size() - 1; i >= 0; i--) { // No lambda: the first one of a JVM takes several milliseconds.
      if (users.get(i).get() == null) {
        users.remove(i);
      }
    }
    users.add(new WeakReference<>(user));
    show(user);
  }

  private void show(WasmInstance user) {
    user.memory = size == bytes.length ? bytes : null;
  }

  /** The size in pages of {@link #PAGE_SIZE} bytes. */
  public int pages() {
    return size / PAGE_SIZE;
  }

  /** The size in bytes. */
  public long size() {
    return size;
  }

  /** Grows by an unsigned number of pages; gives the old number of pages, or -1 if that is not possible. */
  public int grow(int pages) {
    int before = pages();
    if (pages == 0) {
      return before;
    }
    long more = Integer.toUnsignedLong(pages);
    if (declaredMax != Module.Limits.UNBOUNDED && before + more > declaredMax || !budget.take(more)) {
      return -1;
    }
    try {
      resize((before + pages) * PAGE_SIZE);
    } catch (OutOfMemoryError e) {
      // Section 4.4.7: growing may fail for want of resources. A guest that keeps trying must not keep the collector busy.
      budget.close();
      return -1;
    }
    for (WeakReference<WasmInstance> reference : users) {
      WasmInstance user = reference.get();
      if (user != null) {
        show(user);
      }
    }
    return before;
  }

  private void resize(int newSize) {
    if (newSize > bytes.length) {
      copied += size;
      bytes = copied <= MAX_COPIED ? Arrays.copyOf(bytes, newSize) : copyWithRoom(newSize);
    }
    size = newSize;
  }

  private byte[] copyWithRoom(int newSize) {
    try {
      return Arrays.copyOf(bytes, (int) Math.min(newSize * 3L / 2, (long) MAX_PAGES * PAGE_SIZE));
    } catch (OutOfMemoryError e) {
      return Arrays.copyOf(bytes, newSize);
    }
  }

  /** The address as an index, if that many bytes are there. */
  private int check(int address, long count) {
    if (Integer.toUnsignedLong(address) + count > size) {
      throw new Trap("out of bounds memory access");
    }
    return address;
  }

  public byte readByte(int address) {
    return bytes[check(address, Byte.BYTES)];
  }

  public short readShort(int address) {
    return (short) LittleEndian.I16.get(bytes, check(address, Short.BYTES));
  }

  public int readInt(int address) {
    return (int) LittleEndian.I32.get(bytes, check(address, Integer.BYTES));
  }

  public long readLong(int address) {
    return (long) LittleEndian.I64.get(bytes, check(address, Long.BYTES));
  }

  /** A copy of {@code count} bytes, an unsigned number. */
  public byte[] read(int address, int count) {
    int from = check(address, Integer.toUnsignedLong(count));
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  /** The text that so many bytes are in UTF-8; what is not well-formed is replaced. */
  public String readString(int address, int count) {
    int from = check(address, Integer.toUnsignedLong(count));
    return new String(bytes, from, count, StandardCharsets.UTF_8);
  }

  /** Copies bytes out. */
  public void read(int address, byte[] target, int offset, int count) {
    System.arraycopy(bytes, check(address, count), target, offset, count);
  }

  public void writeByte(int address, byte value) {
    bytes[check(address, Byte.BYTES)] = value;
  }

  public void writeShort(int address, short value) {
    LittleEndian.I16.set(bytes, check(address, Short.BYTES), value);
  }

  public void writeInt(int address, int value) {
    LittleEndian.I32.set(bytes, check(address, Integer.BYTES), value);
  }

  public void writeLong(int address, long value) {
    LittleEndian.I64.set(bytes, check(address, Long.BYTES), value);
  }

  /** Copies bytes in. */
  public void write(int address, byte[] source) {
    write(address, source, 0, source.length);
  }

  /** Copies bytes in. */
  public void write(int address, byte[] source, int offset, int count) {
    System.arraycopy(source, offset, bytes, check(address, count), count);
  }

  /** Sets {@code count} bytes, an unsigned number. */
  void fill(int address, byte value, int count) {
    int from = check(address, Integer.toUnsignedLong(count));
    Arrays.fill(bytes, from, from + count, value);
  }

  /** Copies {@code count} bytes, an unsigned number, from a memory that may be this one. */
  void copy(int address, WasmMemory source, int from, int count) {
    long unsigned = Integer.toUnsignedLong(count);
    System.arraycopy(source.bytes, source.check(from, unsigned), bytes, check(address, unsigned), count);
  }
}
