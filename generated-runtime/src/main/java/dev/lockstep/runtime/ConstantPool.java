package dev.lockstep.runtime;

/**
 * The constant pool of the region class being made (JVMS 4.4): a prefix that all region classes of an instruction set share,
 * then what this one uses of the set's methods, classes and wide constants. Not thread-safe.
 */
final class ConstantPool {

  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  private final CodeBuffer entries = new CodeBuffer(4096);
  private final String[] methodNames;
  private final String[] classNames;
  private int count = 1;
  private int prefixSize;
  private int prefixCount;

  // By index in the tables of the stencils: the index here, the region it is valid for, and the encoded names.
  private final int[] methods;
  private final int[] methodsMadeFor;
  private final byte[][] methodNamesAndTypes;
  private final int[] owners;
  private final int[] classes;
  private final int[] classesMadeFor;
  private final byte[][] classUtf8;
  private int region = 1;

  /** A pool with an empty prefix for the given tables, laid out as in {@link Stencils}. */
  ConstantPool(String[] methodNames, String[] classNames) {
    this.methodNames = methodNames;
    this.classNames = classNames;
    int methodCount = methodNames.length / 3;
    methods = new int[methodCount];
    methodsMadeFor = new int[methodCount];
    methodNamesAndTypes = new byte[methodCount][];
    owners = new int[methodCount];
    // The owners of methods come after the classes; most methods share one.
    classes = new int[classNames.length + methodCount];
    classesMadeFor = new int[classes.length];
    classUtf8 = new byte[classes.length][];
  }

  /** Everything made so far becomes the prefix. */
  void endPrefix() {
    prefixSize = entries.size();
    prefixCount = count;
  }

  /** Drops all but the prefix. */
  void reset() {
    entries.truncate(prefixSize);
    count = prefixCount;
    region++;
  }

  /** One more than the highest index, as the class file states it. */
  int count() {
    return count;
  }

  CodeBuffer entries() {
    return entries;
  }

  int utf8(String text) {
    entries.append(encode(text));
    return count++;
  }

  /** An entry of the pool made with {@link #encode}. */
  int utf8(byte[] encoded) {
    entries.append(encoded);
    return count++;
  }

  /** The entry for a name (JVMS 4.4.7). By hand: the JDK's own encoder would load up to sixteen classes before the first region. */
  static byte[] encode(String text) {
    CodeBuffer out = new CodeBuffer(3 + text.length());
    out.u1u2(UTF8, 0);
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (c != 0 && c < 0x80) {
        out.u1(c);
      } else if (c < 0x800) {
        out.u2(0xc080 | c >> 6 << 8 | c & 0x3f);
      } else {
        out.u1u2(0xe0 | c >> 12, 0x8080 | (c >> 6 & 0x3f) << 8 | c & 0x3f);
      }
    }
    int length = out.size() - 3;
    if (length > 0xffff) {
      throw new IllegalArgumentException("too long a name: ".concat(text));
    }
    out.patchU2(1, length);
    return out.toByteArray();
  }

  int classOf(String internalName) {
    return classAt(utf8(internalName));
  }

  /** The class with a name that {@link #encode} has made an entry of. */
  int classOf(byte[] encodedName) {
    return classAt(utf8(encodedName));
  }

  private int classAt(int utf8) {
    entries.u1u2(CLASS, utf8);
    return count++;
  }

  int nameAndType(int name, int type) {
    entries.u1u2(NAME_AND_TYPE, name);
    entries.u2(type);
    return count++;
  }

  int field(int owner, String name, String descriptor) {
    return field(owner, utf8(name), utf8(descriptor));
  }

  int field(int owner, int name, int descriptor) {
    return member(FIELD, owner, nameAndType(name, descriptor));
  }

  int method(int owner, String name, String descriptor) {
    return member(METHOD, owner, nameAndType(utf8(name), utf8(descriptor)));
  }

  int method(int owner, int nameAndType) {
    return member(METHOD, owner, nameAndType);
  }

  private int member(int tag, int owner, int nameAndType) {
    entries.u1u2(tag, owner);
    entries.u2(nameAndType);
    return count++;
  }

  /** The method with the given index in the table of methods. */
  int method(int index) {
    return methodsMadeFor[index] == region ? methods[index] : makeMethod(index);
  }

  private int makeMethod(int index) {
    if (methodNamesAndTypes[index] == null) {
      prepareMethod(index);
    }
    int owner = ownerClass(classNames.length + owners[index]);
    entries.append(methodNamesAndTypes[index]);
    count += 2;
    methods[index] = member(METHOD, owner, nameAndType(count - 2, count - 1));
    methodsMadeFor[index] = region;
    return methods[index];
  }

  private void prepareMethod(int index) {
    byte[] name = encode(methodNames[3 * index + 1]);
    byte[] type = encode(methodNames[3 * index + 2]);
    byte[] both = java.util.Arrays.copyOf(name, name.length + type.length);
    System.arraycopy(type, 0, both, name.length, type.length);
    methodNamesAndTypes[index] = both;
    String owner = methodNames[3 * index];
    int first = 0;
    while (!methodNames[3 * first].equals(owner)) {
      first++;
    }
    owners[index] = first;
    if (classUtf8[classNames.length + first] == null) {
      classUtf8[classNames.length + first] = encode(owner);
    }
  }

  /** The class with the given index in the table of classes. */
  int classAtIndex(int index) {
    if (classUtf8[index] == null) {
      classUtf8[index] = encode(classNames[index]);
    }
    return ownerClass(index);
  }

  private int ownerClass(int index) {
    if (classesMadeFor[index] != region) {
      entries.append(classUtf8[index]);
      classes[index] = classAt(count++);
      classesMadeFor[index] = region;
    }
    return classes[index];
  }

  int ofInt(int value) {
    return oneWord(INTEGER, value);
  }

  int ofFloat(int rawBits) {
    return oneWord(FLOAT, rawBits);
  }

  int ofLong(long value) {
    return twoWords(LONG, value);
  }

  int ofDouble(long rawBits) {
    return twoWords(DOUBLE, rawBits);
  }

  private int oneWord(int tag, int value) {
    entries.u1(tag);
    entries.u4(value);
    return count++;
  }

  private int twoWords(int tag, long value) {
    entries.u1(tag);
    entries.u4((int) (value >> 32));
    entries.u4((int) value);
    count += 2;
    return count - 2;
  }
}
